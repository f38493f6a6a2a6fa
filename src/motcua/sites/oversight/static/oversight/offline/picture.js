// A photograph as it is kept: turned upright, not larger than needed to read a posted sheet, without where and by what it was taken.

const LONGEST = 2560; // pixels
const FINE = 0.85;

/** Give the bytes of a picture as JPEG, and a small one to show. :throws: what the browser cannot read as a picture. */
export async function taken(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const bytes = await (await drawn(picture, LONGEST).convertToBlob({ type: "image/jpeg", quality: FINE })).arrayBuffer();
  picture.close();
  return bytes;
}

function drawn(picture, longest) {
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  const canvas = new OffscreenCanvas(Math.round(picture.width * scale), Math.round(picture.height * scale));
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** Give bytes as an address that shows them; the pages' policy allows no other. */
export function shown(bytes) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(new Blob([bytes], { type: "image/jpeg" }));
  });
}
