// The line's sound, the keys' tones and the microphone.

const LOW = [697, 770, 852, 941];
const HIGH = [1209, 1336, 1477];
const KEYS = "123456789*0#";

export class Sound {
  /**
   * @param levelled is told how loud the line is
   * @param captured is given the microphone's sound, 20 ms at a time
   */
  constructor(levelled, captured) {
    this.levelled = levelled;
    this.captured = captured;
    this.isOn = true;
  }

  /** Begins to sound. Browsers allow it when somebody has pressed something. */
  async begin() {
    if (!this.beginning) this.beginning = this.prepare();
    await this.beginning;
    if (this.context.state !== "running") {
      await Promise.race([this.context.resume(), new Promise((done) => setTimeout(done, 500))]);
    }
    return this.context.state === "running";
  }

  async prepare() {
    // The rate is the device's own: not every browser opens a microphone at another.
    this.context = new AudioContext({ latencyHint: "interactive" });
    await this.context.audioWorklet.addModule("worklet.js");
    this.loudness = this.context.createGain();
    this.loudness.gain.value = this.isOn ? 1 : 0;
    this.loudness.connect(this.context.destination);
    this.player = new AudioWorkletNode(this.context, "line", { numberOfInputs: 0, outputChannelCount: [1] });
    this.player.port.onmessage = ({ data }) => this.levelled(data);
    this.player.connect(this.loudness);
  }

  turn(isOn) {
    this.isOn = isOn;
    if (this.loudness) this.loudness.gain.setTargetAtTime(isOn ? 1 : 0, this.context.currentTime, 0.01);
  }

  play(buffer) { this.player?.port.postMessage(buffer, [buffer]); }

  /** Drops what hasn't been heard yet. */
  cut() { this.player?.port.postMessage("cut"); }

  hurry(speed) { this.player?.port.postMessage(speed); }

  /** Sounds a key, and keeps the microphone from hearing it. */
  press(key) {
    const place = KEYS.indexOf(key);
    if (!this.context || place < 0) return;
    const start = this.context.currentTime;
    const gain = this.context.createGain();
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(0.08, start + 0.004);
    gain.gain.setValueAtTime(0.08, start + 0.11);
    gain.gain.linearRampToValueAtTime(0, start + 0.12);
    gain.connect(this.loudness);
    for (const frequency of [LOW[Math.floor(place / 3)], HIGH[place % 3]]) {
      const tone = this.context.createOscillator();
      tone.frequency.value = frequency;
      tone.connect(gain);
      tone.start(start);
      tone.stop(start + 0.13);
    }
    this.reader?.port.postMessage(0.12 + 0.3);
  }

  get isListening() { return Boolean(this.stream); }

  /**
   * Opens the microphone.
   * @returns whether the browser cancels echoes, as it says
   */
  async listen(cancelsEcho) {
    await this.begin();
    this.deafen();
    this.stream = await navigator.mediaDevices.getUserMedia({
      audio: { echoCancellation: cancelsEcho, noiseSuppression: false, autoGainControl: false },
    });
    this.reader = new AudioWorkletNode(this.context, "microphone", { numberOfOutputs: 0 });
    this.reader.port.onmessage = ({ data }) => this.captured(data);
    this.source = this.context.createMediaStreamSource(this.stream);
    this.source.connect(this.reader);
    return Boolean(this.stream.getAudioTracks()[0]?.getSettings().echoCancellation);
  }

  deafen() {
    this.source?.disconnect();
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.stream = this.reader = this.source = undefined;
  }
}
