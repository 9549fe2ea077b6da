// The cameras of this computer, and the one that the person chose: the browser remembers it.

import { readJson, writeJson } from "../storage.js";

const STORAGE_KEY = "posecoach.camera";

// The id of the camera chosen last; null where none was.
export function rememberedCamera() {
  return readJson(STORAGE_KEY, "localStorage").id ?? null;
}

export function rememberCamera(id) {
  writeJson(STORAGE_KEY, { id }, "localStorage");
}

// All cameras as { id, name }; nameOf(number) names one that the browser gives no name. Before the person
// has allowed the camera, browsers give neither ids nor names.
export async function listCameras(nameOf) {
  try {
    const devices = await navigator.mediaDevices.enumerateDevices();
    return devices
      .filter(({ kind, deviceId }) => kind === "videoinput" && deviceId)
      .map(({ deviceId, label }, index) => ({ id: deviceId, name: label || nameOf(index + 1) }));
  } catch {
    return [];
  }
}
