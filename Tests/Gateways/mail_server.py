"""A mail server on a free port of loopback. It does what the recipient's name says:

rcpt-550@  mail-550@ refuses the recipient or the sender's envelope with that code, data-552@ the message,
cut-rcpt@  cut-data@ closes the connection there, slow-rcpt@ and slow-data@ answer after a minute.

Prints its port. It ends with its input, or, told to stay, when it is killed. What it takes it writes into
a folder, a file a message, with the envelope first.
usage: mail_server.py FOLDER '{"security": "starttls", "certificate": …, "key": …, "password": …}'
"""

import asyncio
import json
import os
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

folder, options = sys.argv[1], json.loads(sys.argv[2])


def asked(address):
    """What a recipient asks for: the step and the code."""
    step, _, code = address.split("@")[0].partition("-")
    return step, code


class Handler:
    count = 0

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        step, code = asked(address)
        if step == "rcpt":
            return f"{code} {address} isn't taken here"
        if (step, code) == ("cut", "rcpt"):
            server.transport.abort()
            return "250 never"
        if (step, code) == ("slow", "rcpt"):
            await asyncio.sleep(60)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        step, code = asked(envelope.rcpt_tos[0])
        if step == "data":
            return f"{code} {envelope.rcpt_tos[0]} can't have it"
        if (step, code) == ("cut", "data"):
            server.transport.abort()
            return "250 never"
        if (step, code) == ("slow", "data"):
            await asyncio.sleep(60)
        Handler.count += 1
        name = os.path.join(folder, f"{Handler.count}")
        with open(name + ".new", "wb") as file:
            head = {
                "from": envelope.mail_from,
                "to": envelope.rcpt_tos,
                "tls": session.ssl is not None or options["security"] == "tls",
                "login": bool(session.authenticated),
            }
            file.write(json.dumps(head).encode() + b"\n" + envelope.original_content)
        os.rename(name + ".new", name + ".eml")
        return "250 OK"


def authenticate(server, session, envelope, mechanism, data):
    right = (data.login, data.password) == (b"gooya", options.get("password", "").encode())
    return AuthResult(success=right, handled=False)


async def greet(reader, writer):
    writer.write(options["greeting"].encode() + b"\r\n")
    await writer.drain()
    writer.close()


async def main():
    context = None
    if options["security"] != "none":
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(options["certificate"], options["key"])
    wants_login = "password" in options

    def smtp():
        return SMTP(
            Handler(),
            hostname="mail.test.example",
            tls_context=context if options["security"] == "starttls" else None,
            require_starttls=options["security"] == "starttls",
            authenticator=authenticate if wants_login else None,
            auth_required=wants_login,
            auth_require_tls=options["security"] == "starttls",
        )

    if "greeting" in options:
        server = await asyncio.start_server(greet, "127.0.0.1", 0)
    else:
        server = await asyncio.get_running_loop().create_server(
            smtp, "127.0.0.1", 0, ssl=context if options["security"] == "tls" else None
        )
    print(server.sockets[0].getsockname()[1], flush=True)
    if "stays" in options:
        await asyncio.Event().wait()
    # Ends with the test that started it.
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    os._exit(0)


asyncio.run(main())
