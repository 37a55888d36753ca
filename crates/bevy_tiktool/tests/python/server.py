"""A TikTool server made with another language's WebSocket library.

Usage: server.py FRAMES CLOSE_CODE
Prints its port, sends each line of FRAMES (a JSON string each) as a text frame, waits, closes with CLOSE_CODE.
"""

import asyncio
import json
import sys

import websockets


async def main():
    with open(sys.argv[1], encoding="utf-8") as lines:
        frames = [json.loads(line) for line in lines]
    code = int(sys.argv[2])

    async def serve(socket, *_):
        for frame in frames:
            await socket.send(frame)
        await asyncio.sleep(0.6)
        await socket.close(code, "not live")

    async with websockets.serve(serve, "127.0.0.1", 0) as server:
        print(server.sockets[0].getsockname()[1], flush=True)
        await asyncio.sleep(30)


asyncio.run(main())
