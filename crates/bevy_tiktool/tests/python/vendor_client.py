"""Points the vendor's own client at a TikTool server, such as `throng crowd`, and prints what it hears. Opt-in:

    python3 -m venv venv && venv/bin/pip install tiktok-live-api==1.8.6     (yanked, so only the exact version installs)
    venv/bin/python tests/python/vendor_client.py ws://127.0.0.1:8085 [SECONDS] [NAME]

Exit code 0 when chat, gifts, likes and viewer counts all came, else 1.
"""

import asyncio
import sys
from collections import Counter

try:
    import tiktok_live_api.client as client
    from tiktok_live_api import TikTokLive
except ImportError:
    sys.exit("The vendor's client is missing: pip install tiktok-live-api==1.8.6 (in a virtual environment).")


def name(data):
    user = data.get("user") or data
    return user.get("nickname") or user.get("uniqueId") or "?"


async def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    client.WS_BASE = sys.argv[1].rstrip("/")
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 10
    streamer = sys.argv[3] if len(sys.argv) > 3 else "demo"
    live = TikTokLive(streamer, api_key="local-key")
    heard = Counter()

    def on(event, line):
        def handle(data):
            heard[event] += 1
            print(f"{event:12} {line(data)}", flush=True)

        live.on(event, handle)

    on("connected", lambda data: data.get("uniqueId"))
    on("chat", lambda data: f"{name(data)}: {data.get('comment')}")
    on(
        "gift",
        lambda data: f"{name(data)} sent {data.get('giftName')} x{data.get('repeatCount')}"
        f" ({data.get('diamondCount')} each, end {data.get('repeatEnd')})",
    )
    on("like", lambda data: f"{name(data)} +{data.get('likeCount')} of {data.get('totalLikes', data.get('totalLikeCount'))}")
    on("roomUserSeq", lambda data: f"{data.get('viewerCount')} watch")
    on("streamEnd", lambda data: data.get("reason"))
    on("disconnected", lambda data: data)

    task = asyncio.ensure_future(live.connect())
    await asyncio.wait([task], timeout=seconds)
    task.cancel()
    print("heard:", dict(heard))
    missing = [event for event in ("chat", "gift", "like", "roomUserSeq") if not heard[event]]
    if missing:
        sys.exit(f"never heard: {', '.join(missing)}")


asyncio.run(main())
