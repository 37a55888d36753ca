"""See benches/peers.rs. The vendor's client is pointed at the server as PROTOCOL says: by its module's address."""
import asyncio, os, sys, time

import tiktok_live_api.client as vendor
from tiktok_live_api import TikTokLive

address, batches = sys.argv[1], int(sys.argv[2])
vendor.WS_BASE = address
client = TikTokLive("demo", api_key="local-key")
ends, began = 0, 0.0


def end(_):
    global ends, began
    ends += 1
    if ends == 1:
        began = time.perf_counter()
    if ends == 1 + batches:
        print(time.perf_counter() - began, flush=True)
        os._exit(0)


client.on("connected", lambda _: print("ready", flush=True))
client.on("poll", end)
asyncio.run(client.connect())
