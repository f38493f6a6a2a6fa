// The pad: what is drawn with a finger, a pen or the mouse goes into the file field as a picture.
// Without this file one brings the scan of the signed sheet, or names the identity paper that was shown.

const pad = document.getElementById("chu-ky");
const file = document.getElementById("f-tep");
const proof = document.getElementById("f-proof");
const said = document.getElementById("da-ky");
const pen = pad.getContext("2d");
let drawing = false;

function clear() {
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, pad.width, pad.height);
  pen.lineWidth = 3;
  pen.lineCap = pen.lineJoin = "round";
  pen.strokeStyle = "#000";
}

function place(event) {
  const box = pad.getBoundingClientRect();
  return [((event.clientX - box.left) * pad.width) / box.width, ((event.clientY - box.top) * pad.height) / box.height];
}

function keep() {
  if (!drawing) return;
  drawing = false;
  pad.toBlob((blob) => {
    const kept = new DataTransfer();
    kept.items.add(new File([blob], "chu-ky.png", { type: "image/png" }));
    file.files = kept.files;
    proof.value = "drawn";
    said.textContent = said.dataset.said;
  });
}

pad.addEventListener("pointerdown", (event) => {
  drawing = true;
  pad.setPointerCapture(event.pointerId);
  pen.beginPath();
  pen.moveTo(...place(event));
});
pad.addEventListener("pointermove", (event) => {
  if (!drawing) return;
  pen.lineTo(...place(event));
  pen.stroke();
});
pad.addEventListener("pointerup", keep);
pad.addEventListener("pointercancel", keep);
document.getElementById("xoa-ky").addEventListener("click", () => {
  clear();
  file.value = "";
  said.textContent = "";
});

// What is missing is asked for before the form goes, so that nobody has to sign a second time.
const form = pad.closest("form");
const { way, relation, name, owing } = form.elements;

function ask() {
  const here = way.value === "counter";
  pad.closest("fieldset").hidden = !here;
  name.required = here && relation.value !== "self";
  if (owing) owing.required = true;
}

form.noValidate = false;
form.addEventListener("change", ask);
ask();
clear();
document.getElementById("ky").hidden = false;
