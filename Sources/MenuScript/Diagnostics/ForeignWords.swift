import CallEngine

/// Words that authors know from VoiceXML, FreeSWITCH, Asterisk or Twilio, and the terms used here.
/// Spelling alone doesn't show that 'goto' means 'then'.
enum ForeignWords {
  /// The terms that a foreign word may stand for, the likeliest first.
  static func meanings(of word: String) -> [String] {
    let letters = word.lowercased().filter { $0.isLetter || $0.isNumber }
    return meanings[letters] ?? []
  }

  private static let meanings: [String: [String]] = {
    var meanings: [String: [String]] = [:]
    for (ours, foreign) in table {
      for word in foreign.split(whereSeparator: \.isWhitespace) {
        meanings[String(word), default: []].append(ours)
      }
    }
    return meanings
  }()

  /// Our terms, and foreign words in lowercase without separators. If a word is in several rows,
  /// the place decides, then the order of the rows.
  private static let table: [(ours: String, foreign: String)] = [
    // A script
    ("title", "name description label"),
    ("format", "version schema"),
    ("languages", "language lang langs locale locales xmllang"),
    ("catalogs", "catalog prompts messages sounds soundset"),
    ("start", "entry initial main begin first root initialstate startstate entrypoint startat"),
    ("max_duration", "duration timelimit maxcallduration calllimit maxtime"),
    ("defaults", "settings properties property options global globals config"),
    ("fields", "inputs variables vars forms entries questions"),
    (
      "states",
      "state nodes menus steps dialogs dialog forms contexts extensions flow pages screens"
    ),
    // A state's kind
    ("then", "goto next target jump redirect transition continue submit transferto nextstate to"),
    ("hang_up", "hangup disconnect end exit stop terminate quit bye goodbye reject finish"),
    (
      "collect",
      "gather getdigits read record field ask question getinput readdigits playandgetdigits"
    ),
    (
      "service",
      "api http request webhook fetch subdialog script action lookup invoke function curl"
    ),
    (
      "transfer",
      "dial bridge call connect forward number enqueue queue phone agent operator refer sip"
    ),
    ("menu", "ivr select choose gather background"),
    // Before "say", which is a key of some prompts.
    ("text", "say speak tts words message"),
    (
      "say", "play playback speak audio announce announcement message text tts prompt read stream"
    ),
    ("language", "lang locale setlanguage xmllang"),
    // What goes with a kind
    ("choices", "options option choice keys dtmf branches switch cases entries digits mapping on"),
    ("outcomes", "on events results catch handlers exits branches onresult cases"),
    ("input", "params parameters args arguments namelist with data body"),
    ("times", "repeat loop loops count repetitions"),
    ("again", "shortgreeting greetshort short repeatprompt"),
    ("known", "default value initial expr"),
    ("max_nomatch", "retries maxretries tries maxfailures maxattempts attempts maxtries"),
    ("max_noinput", "maxtimeouts maxsilence"),
    ("noinput", "ontimeout onsilence silence timeoutprompt"),
    (
      "nomatch", "invalid invalidsound oninvalid badinput invalidprompt onnomatch badinputaudiofile"
    ),
    ("barge_in", "interruptible interrupt bargeable allowinterrupt"),
    (
      "terminator",
      "finishonkey termchar terminators terminatingkey endkey submitkey terminationkey enddigit"
    ),
    ("interdigit_timeout", "digittimeout termtimeout interdigit keytimeout speechtimeout"),
    ("connect_timeout", "ringtimeout dialtimeout calltimeout ringtime connecttime ring"),
    ("fetch_timeout", "servicetimeout requesttimeout apitimeout"),
    ("timeout", "wait waittime initialtimeout"),
    ("type_ahead", "flush typeahead dtmfbuffer cleardtmf"),
    // A field
    ("prompt", "say play ask question text audio message"),
    ("digits", "length numdigits count size len"),
    ("min_digits", "min minlength minimum mindigits minlen"),
    ("max_digits", "max maxlength maximum maxdigits maxlen"),
    ("validate", "check rule type format pattern grammar validator validation regex"),
    ("confirm", "confirmation verify readback review"),
    ("cancel", "escape abort exit back"),
    ("sensitive", "secret private confidential hidden pin mask masked password"),
    // A prompt
    ("prompt", "id clip file sound src play audio url"),
    ("pause", "break silence wait sleep delay"),
    ("value", "var variable name expr number amount"),
    ("as", "type format sayas interpretas kind"),
    ("language", "in voice"),
    ("rate", "speed pace prosody"),
    ("unit", "currency money"),
    ("group", "grouping groups groupsize"),
    ("prompt", "name"),
    // How a value is read
    ("telephone", "phone phonenumber telephonenumber tel mobile msisdn callerid"),
    (
      "currency",
      "money amount price rial rials toman tomans irr usd eur euro euros dollar dollars cny yuan gbp cash"
    ),
    ("number", "num integer int cardinal numeric quantity float decimal items"),
    ("digits", "digit code saydigits id pin"),
    ("letters", "spell spelling characters character spellout saychars chars alphanumeric letter"),
    ("ordinal", "rank place position nth ordinals"),
    ("time", "clock hour timeofday hours"),
    ("EUR", "euro euros"),
    ("USD", "dollar dollars"),
    ("GBP", "pound pounds sterling"),
    ("CNY", "yuan rmb renminbi"),
    ("JPY", "yen"),
    ("IRR", "rial rials"),
    ("TRY", "lira liras"),
    ("CHF", "franc francs"),
    ("INR", "rupee rupees"),
    ("date", "day birthday dob birthdate currentdate"),
    ("text", "string plain raw str word words name"),
    // Words
    ("flush", "clear discard drop empty purge reset false no off"),
    ("keep", "buffer true yes on queue"),
    ("slow", "slower slowly xslow"),
    ("normal", "medium default fast"),
    ("toman", "irt tomans"),
    ("rial", "irr rials"),
    ("solar_hijri", "persian jalali shamsi hijri iranian solar"),
    ("gregorian", "western miladi iso"),
    // Values of a call
    (
      "call.line",
      "caller from callerid ani calleridnumber callernumber calleridnum calleridname callline line"
    ),
    ("call.number_dialled", "to did dnis destinationnumber exten called dialled numberdialled"),
    ("call.answered", "now date time datetime timestamp starttime answeredat current_time"),
    ("call.direction", "direction calldirection inbound outbound"),
    ("call.language", "language lang locale channellanguage"),
    // Outcomes
    (
      Outcomes.gaveUp,
      "maxattempts giveup timeout invalid exhausted noinput nomatch failed default else"
    ),
    (Outcomes.cancelled, "canceled cancel aborted abort"),
    (Outcomes.collected, "filled success done ok entered received complete completed"),
    (
      TransferOutcome.connected.rawValue,
      "answered answer success completed ok bridged answeredelsewhere"
    ),
    (TransferOutcome.noAnswer.rawValue, "noanswer unanswered timeout ringnoanswer"),
    (Outcomes.failed, "error failure fail fault exception chanunavail congestion failover"),
  ]
}
