// See benches/peers.rs.
const WebSocket = require("ws");
const [, , address, batches] = process.argv;
const socket = new WebSocket(address);
let ends = 0, began = 0n;
socket.on("open", () => console.log("ready"));
socket.on("message", (data) => {
  if (JSON.parse(data).event !== "poll") return;
  ends += 1;
  if (ends === 1) began = process.hrtime.bigint();
  if (ends === 1 + Number(batches)) {
    console.log(Number(process.hrtime.bigint() - began) / 1e9);
    process.exit(0);
  }
});
