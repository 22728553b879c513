extension ProjectTemplate {
  /// Says what is due, and sends it by SMS.
  static let billing = ProjectTemplate(
    name: "billing", summary: "says what a subscriber owes, and sends the bill by SMS",
    title: "Bill",
    about: ["A bill line: what the caller owes, the bill by SMS, the numbers to pay it with."],
    body: { tongues in
      """
      max_duration: 10m

      defaults:
        noinput: [still_there]
        nomatch: [not_an_option]
        choices: { "*": repeat, "0": goodbye }
        outcomes: { gave_up: give_up, cancelled: main, failed: out_of_service }

      fields:
        mobile_number:
          prompt: [enter_mobile_number]
          digits: 11
          validate: iran_mobile
          cancel: "*"
          nomatch: [number_not_accepted]
          confirm: [you_entered, { value: "${mobile_number}", as: telephone }, press_1_if_correct]

      states:
        # Whose line it is, and what it owes

        welcome: { say: [welcome], then: find_bill }

        find_bill:
          service: billing.find_bill
          input: { line: "${call.line}" }
          outcomes: { due: amount_due, paid: nothing_due, unknown_line: line_not_known }

        amount_due:
          say: [amount_due_is, { value: "${bill.amount}", as: currency }]
          then: main

        nothing_due: { hang_up: [nothing_is_due, goodbye] }
        line_not_known: { hang_up: [line_not_known, goodbye] }

        main:
          menu: \(tongues.menu("main_options"))
          choices:
            "1": recipient
            "2": identifiers\(tongues.ifSeveral("\n      \"9\": other_language"))
      \(tongues.ifSeveral("\n  other_language: { language: next, then: main }\n"))
        # 1: the bill by SMS

        recipient:
          collect: mobile_number
          known: "${subscriber.own_mobile}"
          outcomes: { collected: send_bill }

        send_bill:
          service: billing.send_bill
          input:
            line: "${subscriber.line}"
            mobile: "${mobile_number}"
            language: "${call.language}"
          outcomes: { sent: bill_sent, too_many: too_many_sms, failed: sms_failed }

        bill_sent:
          say: [bill_sent_to, { value: "${mobile_number}", as: telephone }]
          then: main

        sms_failed: { say: [sms_not_sent], then: main }
        too_many_sms: { say: [no_more_sms], then: main }

        # 2: bill ID and payment ID, read slowly

        identifiers:
          say:
            - bill_id_is
            - { value: "${bill.bill_id}", as: digits, group: 3, group_pause: 1s, rate: slow }
            - payment_id_is
            - { value: "${bill.payment_id}", as: digits, group: 3, group_pause: 1s, rate: slow }
            - { pause: 1s }
          times: 2
          then: main

        # Endings

        out_of_service: { hang_up: [out_of_service, goodbye] }
        give_up: { hang_up: [no_choice_made, goodbye] }
        goodbye: { hang_up: [goodbye] }
      """
    },
    prompts: billingPrompts, scenarios: billingScenarios)

  private static let billingPrompts = [
    PromptGroup(
      title: "The line's owner and the amount due",
      prompts: [
        .init(
          "welcome", "با سلام، سامانهٔ صورتحساب تلفن.", "Hello. This is the telephone bill line."),
        .init("amount_due_is", "مبلغ قابل پرداخت:", "The amount due is"),
        .init("nothing_is_due", "بدهی ندارید.", "You have nothing to pay."),
        .init(
          "line_not_known", "شمارهٔ شما شناسایی نشد.", "We do not recognize your number."),
      ]),
    PromptGroup(
      title: "The choices",
      prompts: [
        .init(
          "main_options",
          "برای دریافت صورتحساب با پیامک، عدد یک؛ و برای شنیدن شناسهٔ قبض و شناسهٔ پرداخت، عدد دو را فشار دهید. برای شنیدن دوباره، کلید ستاره؛ و برای پایان تماس، عدد صفر را فشار دهید.",
          "For the bill by text message, press 1. To hear the bill ID and payment ID, press 2. To hear this again, press star. To end the call, press 0."
        ),
        .init("bill_id_is", "شناسهٔ قبض:", "The bill ID is"),
        .init("payment_id_is", "شناسهٔ پرداخت:", "The payment ID is"),
      ]),
    PromptGroup(
      title: "The bill by SMS; the number itself follows you_entered and bill_sent_to",
      prompts: [
        .init(
          "enter_mobile_number",
          "لطفاً شمارهٔ یازده‌رقمی تلفن همراه خود را وارد کنید، یا برای بازگشت، کلید ستاره را فشار دهید.",
          "Please enter your eleven-digit mobile number, or press star to go back."),
        .init("you_entered", "شمارهٔ واردشده:", "You entered"),
        .init(
          "press_1_if_correct",
          "اگر درست است، عدد یک؛ برای بازگشت، کلید ستاره؛ و برای ورود دوباره، کلید دیگری را فشار دهید.",
          "If this is correct, press 1. To go back, press star. To enter it again, press any other key."
        ),
        .init(
          "number_not_accepted", "شماره‌ای ثبت نشد. لطفاً دوباره تلاش کنید.",
          "No number was taken. Please try again."),
        .init(
          "bill_sent_to", "صورتحساب به این شماره پیامک شد:",
          "The bill was sent by text message to"),
        .init(
          "sms_not_sent", "متأسفانه پیامک فرستاده نشد.",
          "Sorry, the text message could not be sent."),
        .init(
          "no_more_sms",
          "متأسفانه تعداد پیامک‌ها به حد مجاز رسیده است. لطفاً بعداً دوباره تلاش کنید.",
          "Sorry, no more text messages can be sent for now. Please try again later."),
      ]),
    PromptGroup.otherLanguage, .keys,
    PromptGroup(
      title: "Endings",
      prompts: [
        .init(
          "out_of_service",
          "متأسفانه این خدمت در حال حاضر در دسترس نیست. لطفاً بعداً دوباره تماس بگیرید.",
          "Sorry, this service is not available at the moment. Please try again later."),
        .init("goodbye", "با سپاس از شما، خدانگهدار.", "Thank you. Goodbye."),
      ]),
  ]

  private static let billingScenarios = [
    ScenarioDraft(
      name: "bill-to-own-mobile",
      title: "A mobile subscriber gets the bill without entering a number",
      line: "09120000004",
      steps: [
        "hear: welcome", "hear: amount_due_is", "hear: { value: \"17000\", as: currency }",
        "hear: main_options", "press: \"1\"",
        "expect: { sms: \"2000000491257\", to: \"09120000004\" }", "hear: bill_sent_to",
        "hear: { value: \"09120000004\", as: telephone }", "hear: main_options", "press: \"0\"",
        "hear: goodbye", "expect: { hung_up: line }",
      ]),
    ScenarioDraft(
      name: "bill-to-keyed-number", title: "A landline subscriber keys in a mobile number",
      steps: [
        "hear: main_options", "press: \"1\"", "hear: enter_mobile_number",
        "press: \"09120000099\"", "hear: you_entered",
        "hear: { value: \"09120000099\", as: telephone }", "hear: press_1_if_correct",
        "press: \"1\"", "expect: { sms: \"9990000502149\", to: \"09120000099\" }",
        "hear: bill_sent_to", "hear: main_options", "press: \"0\"", "expect: { hung_up: line }",
      ]),
    ScenarioDraft(
      name: "number-cancelled", title: "Star leads back to the menu, and nothing is sent",
      steps: [
        "hear: main_options", "press: \"1\"", "hear: enter_mobile_number", "press: \"0912*\"",
        "hear: main_options", "press: \"0\"", "expect: { hung_up: line }",
        "expect: { no_sms: true }",
      ]),
    ScenarioDraft(
      name: "number-not-accepted", title: "After three invalid numbers the line hangs up",
      steps: [
        "hear: main_options", "press: \"1\"", "hear: enter_mobile_number",
        "press: \"02199900005\"", "hear: number_not_accepted", "hear: enter_mobile_number",
        "press: \"02199900005\"", "hear: number_not_accepted", "hear: enter_mobile_number",
        "press: \"02199900005\"", "hear: no_choice_made", "expect: { hung_up: line }",
      ]),
    ScenarioDraft(
      name: "sms-failed", title: "The SMS can't be sent, and the caller hears so",
      line: "09120000004", given: "{ sms: failed }",
      steps: [
        "hear: main_options", "press: \"1\"", "hear: sms_not_sent", "hear: main_options",
        "press: \"0\"", "expect: { hung_up: line }", "expect: { no_sms: true }",
      ]),
    ScenarioDraft(
      name: "too-many-sms", title: "After three SMS in a call there are no more",
      line: "09120000004",
      steps: (1...3).flatMap { _ in
        ["hear: main_options", "press: \"1\"", "hear: bill_sent_to"]
      } + [
        "hear: main_options", "press: \"1\"", "hear: no_more_sms", "hear: main_options",
        "press: \"0\"", "expect: { hung_up: line }",
      ]),
    ScenarioDraft(
      name: "identifiers", title: "Bill ID and payment ID are read twice",
      steps: [
        "hear: main_options", "press: \"2\"", "hear: bill_id_is",
        "hear: { value: \"9990000502149\", as: digits, group: 3, group_pause: 1s, rate: slow }",
        "hear: payment_id_is", "hear: bill_id_is", "hear: payment_id_is", "hear: main_options",
        "press: \"0\"", "expect: { hung_up: line }",
      ]),
    ScenarioDraft(
      name: "nothing-due", title: "A subscriber who has paid hears so, and the line hangs up",
      line: "02199900006",
      steps: ["hear: nothing_is_due", "hear: goodbye", "expect: { hung_up: line }"]),
    ScenarioDraft(
      name: "unknown-line", title: "A caller whose line is not in the directory hears so",
      line: "02177000001",
      steps: ["hear: line_not_known", "hear: goodbye", "expect: { hung_up: line }"]),
    ScenarioDraft(
      name: "find-bill-failed", title: "The bill can't be looked up",
      given: "{ billing.find_bill: failed }",
      steps: ["hear: out_of_service", "hear: goodbye", "expect: { hung_up: line }"]),
    ScenarioDraft(
      name: "heard-again", title: "Star repeats the menu, and so does a key without a choice",
      steps: [
        "hear: main_options", "press: \"7\"", "hear: not_an_option", "hear: main_options",
        "press: \"*\"", "hear: main_options", "press: \"0\"",
        "hear: goodbye", "expect: { hung_up: line }",
      ]),
    ScenarioDraft.silent("silence", "hear: main_options", "? hear: change_language"),
    .otherLanguage(menu: "main_options"),
  ]
}
