"""A centre made of smppy, which tells what it took as lines of JSON on standard output.

It listens on a free port of loopback, which its first line tells. If it has an argument, the
recipient of the first message answers it with that.
"""
import asyncio
import json
import logging
import sys

from smppy import Application


def tell(**fields):
    print(json.dumps(fields), flush=True)


class Centre(Application):
    reply = sys.argv[1] if len(sys.argv) > 1 else None

    async def handle_bound_client(self, client):
        tell(bound=client.system_id, known=client.password == "secret")
        if client.password != "secret":
            return None
        return client

    async def handle_unbound_client(self, client):
        tell(unbound=True)

    async def handle_sms_received(self, client, source_number, dest_number, text):
        tell(source=source_number, destination=dest_number, text=text)
        if self.reply:
            reply, self.reply = self.reply, None
            await client.send_sms(dest_number, source_number, reply)


logging.disable(logging.CRITICAL)
loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
centre = Centre(name="smppy")
server = centre.create_server(loop=loop, host="127.0.0.1", port=0)
tell(port=server.sockets[0].getsockname()[1])
loop.run_forever()
