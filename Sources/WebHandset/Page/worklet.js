// Sound between the page's rate and the call's 16 kHz, on the browser's audio thread.

const CALL_RATE = 16000;
const FRAME = 320;
const TAPS = 16;
const PHASES = 64;

/** Reads samples at places between them, by a windowed sinc. */
class Interpolator {
  /** @param cutoff of the rate that is read, at most 1 */
  constructor(cutoff) {
    this.table = [];
    for (let phase = 0; phase <= PHASES; phase++) {
      const taps = new Float32Array(TAPS);
      let sum = 0;
      for (let tap = 0; tap < TAPS; tap++) {
        const x = tap - TAPS / 2 + 1 - phase / PHASES;
        const sinc = x === 0 ? 1 : Math.sin(Math.PI * x * cutoff) / (Math.PI * x * cutoff);
        taps[tap] = sinc * (0.5 + 0.5 * Math.cos(Math.PI * Math.max(-1, Math.min(1, x / (TAPS / 2)))));
        sum += taps[tap];
      }
      this.table.push(taps.map((tap) => tap / sum));
    }
  }

  /** The value at a place; the samples from TAPS / 2 - 1 before it to TAPS / 2 behind it must be there. */
  at(samples, place) {
    const whole = Math.floor(place);
    const taps = this.table[Math.round((place - whole) * PHASES)];
    const first = whole - TAPS / 2 + 1;
    let sum = 0;
    for (let tap = 0; tap < TAPS; tap++) sum += samples[first + tap] * taps[tap];
    return sum;
  }
}

/** Plays speech faster at the same pitch: pieces of it, joined where they fit best. */
class Hurry {
  constructor(speed) {
    this.speed = speed;
    this.waiting = new Float32Array(0);
    this.tail = new Float32Array(FRAME / 2);
  }

  /** Takes samples, and returns fewer. */
  take(samples) {
    if (this.speed === 1) return samples;
    const hop = FRAME / 2;
    const reach = hop / 2;
    const all = new Float32Array(this.waiting.length + samples.length);
    all.set(this.waiting);
    all.set(samples, this.waiting.length);
    const made = [];
    let start = 0;
    while (start + reach + FRAME <= all.length) {
      let best = 0;
      let most = -Infinity;
      for (let shift = 0; shift < reach; shift += 2) {
        let fit = 0;
        for (let place = 0; place < hop; place += 2) fit += this.tail[place] * all[start + shift + place];
        if (fit > most) [most, best] = [fit, shift];
      }
      for (let place = 0; place < hop; place++) {
        const share = place / hop;
        made.push(this.tail[place] * (1 - share) + all[start + best + place] * share);
      }
      this.tail = all.slice(start + best + hop, start + best + FRAME);
      start += hop * this.speed;
    }
    this.waiting = all.slice(Math.min(start, all.length));
    this.skip = 0;
    return Float32Array.from(made);
  }
}

/** The line's sound: from messages to the loudspeaker. */
class LinePlayer extends AudioWorkletProcessor {
  constructor() {
    super();
    this.interpolator = new Interpolator(Math.min(1, sampleRate / CALL_RATE));
    this.hurry = new Hurry(1);
    this.samples = new Float32Array(4 * CALL_RATE);
    // How much is kept before it is played, against hiccups of the network: more after each of them.
    this.reserve = 3 * FRAME;
    this.untroubled = 0;
    this.energy = 0;
    this.measured = 0;
    this.clear();
    this.port.onmessage = ({ data }) => {
      if (data === "cut") this.cut();
      else if (typeof data === "number") [this.hurry, this.end] = [new Hurry(data), this.end];
      else this.take(new Int16Array(data));
    };
  }

  clear() {
    this.samples.fill(0);
    this.place = TAPS;
    this.end = TAPS;
    this.plays = false;
  }

  /** Silences what is waiting, without a click. */
  cut() {
    const length = Math.min(96, this.end - Math.floor(this.place) - TAPS);
    if (length <= 0) return;
    const first = Math.floor(this.place);
    for (let place = 0; place < length; place++) this.samples[first + place] *= 1 - place / length;
    this.samples.fill(0, first + length, this.end);
    this.end = first + length + TAPS;
  }

  take(values) {
    const samples = new Float32Array(values.length);
    for (let place = 0; place < values.length; place++) samples[place] = values[place] / 32768;
    const made = this.hurry.take(samples);
    if (this.end + made.length > this.samples.length) {
      const first = Math.floor(this.place) - TAPS;
      this.samples.copyWithin(0, first, this.end);
      this.place -= first;
      this.end -= first;
      if (this.end + made.length > this.samples.length) this.clear();
    }
    this.samples.set(made, this.end);
    this.end += made.length;
    // What is very late is skipped: the caller would hear everything late.
    if (this.end - this.place > 4 * this.reserve + 4 * FRAME) this.place = this.end - this.reserve;
  }

  process(_, [[output]]) {
    if (!this.plays && this.end - this.place >= this.reserve) this.plays = true;
    // The two clocks differ a little: what is kept decides how fast it is played.
    const excess = (this.end - this.place - this.reserve) / this.reserve;
    const step = (CALL_RATE / sampleRate) * (1 + 0.004 * Math.max(-1, Math.min(1, excess)));
    for (let place = 0; place < output.length; place++) {
      if (!this.plays) {
        output[place] = 0;
        continue;
      }
      if (this.place + TAPS > this.end) {
        this.plays = false;
        this.reserve = Math.min(this.reserve + FRAME, 10 * FRAME);
        this.untroubled = 0;
        output[place] = 0;
        continue;
      }
      output[place] = this.interpolator.at(this.samples, this.place);
      this.energy += output[place] * output[place];
      this.place += step;
    }
    this.untroubled += output.length;
    if (this.untroubled > 10 * sampleRate) {
      this.untroubled = 0;
      this.reserve = Math.max(this.reserve - FRAME, 3 * FRAME);
    }
    this.measured += output.length;
    if (this.measured > sampleRate / 15) {
      this.port.postMessage(Math.sqrt(this.energy / this.measured));
      this.energy = this.measured = 0;
    }
    return true;
  }
}

/** The caller's sound: from the microphone to messages of 20 ms. */
class MicrophoneReader extends AudioWorkletProcessor {
  constructor() {
    super();
    this.ratio = sampleRate / CALL_RATE;
    this.interpolator = new Interpolator(Math.min(1, 1 / this.ratio) * 0.92);
    this.samples = new Float32Array(0);
    this.place = TAPS / 2;
    this.frame = new Int16Array(FRAME);
    this.filled = 0;
    // While our own key tones sound the microphone would hear them too.
    this.hushedUntil = 0;
    this.port.onmessage = ({ data }) => { this.hushedUntil = currentTime + data; };
  }

  process([[input]]) {
    if (!input) return true;
    const all = new Float32Array(this.samples.length + input.length);
    all.set(this.samples);
    if (currentTime >= this.hushedUntil) all.set(input, this.samples.length);
    while (this.place + TAPS / 2 < all.length) {
      const value = Math.max(-1, Math.min(1, this.interpolator.at(all, this.place)));
      this.frame[this.filled++] = value * 32767;
      this.place += this.ratio;
      if (this.filled === FRAME) {
        const full = this.frame;
        this.port.postMessage(full.buffer, [full.buffer]);
        this.frame = new Int16Array(FRAME);
        this.filled = 0;
      }
    }
    const first = Math.floor(this.place) - TAPS / 2;
    this.samples = all.slice(first);
    this.place -= first;
    return true;
  }
}

registerProcessor("line", LinePlayer);
registerProcessor("microphone", MicrophoneReader);
