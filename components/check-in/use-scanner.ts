'use client';

import { type RefObject, useEffect, useEffectEvent, useState } from 'react';
import { codeReader } from './read-code';

export type CameraState = 'starting' | 'on' | 'denied' | 'missing';

/** Between two looks, milliseconds: quick enough for a hand in motion, slow enough for a battery. */
const lookEveryMs = 80;

function stateOf(error: unknown): CameraState {
  return error instanceof DOMException && error.name === 'NotAllowedError' ? 'denied' : 'missing';
}

async function openCamera(): Promise<MediaStream> {
  // No secure connection, no camera.
  if (!navigator.mediaDevices) throw new DOMException('no camera', 'NotFoundError');
  const video = { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } };
  return navigator.mediaDevices.getUserMedia({ video, audio: false });
}

function stop(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

/** The stream's lamp, where the camera has one. */
export function lampOf(stream: MediaStream | null): MediaStreamTrack | null {
  const [track] = stream?.getVideoTracks() ?? [];
  const can = (track?.getCapabilities?.() ?? {}) as { torch?: boolean };
  return track && can.torch ? track : null;
}

/**
 * Shows the back camera in a video and reads every QR code in it, while the page is looked at; keeps the screen awake.
 * @param onCode is called for every look that finds one
 */
export function useScanner(
  video: RefObject<HTMLVideoElement | null>,
  onCode: (text: string) => void,
): { camera: CameraState; stream: MediaStream | null } {
  const [camera, setCamera] = useState<CameraState>('starting');
  const [stream, setStream] = useState<MediaStream | null>(null);
  const [visible, setVisible] = useState(true);
  const found = useEffectEvent(onCode);

  useEffect(() => {
    const look = () => setVisible(document.visibilityState === 'visible');
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);

  useEffect(() => {
    if (!visible) return;
    let gone = false;
    let opened: MediaStream | null = null;
    let awake: WakeLockSentinel | undefined;
    const start = async () => {
      try {
        opened = await openCamera();
        const picture = video.current;
        // Left while the camera was being opened: what follows ends at once.
        if (gone || !picture) throw new DOMException('left', 'AbortError');
        picture.srcObject = opened;
        await picture.play();
        setStream(opened);
        setCamera('on');
        awake = await navigator.wakeLock?.request('screen').catch(() => undefined);
        const reader = await codeReader();
        while (!gone) {
          const [code] = picture.readyState >= 2 ? await reader.detect(picture) : [];
          if (code?.rawValue && !gone) found(code.rawValue);
          await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
        }
      } catch (error) {
        if (!gone) setCamera(stateOf(error));
        stop(opened);
      }
    };
    void start();
    return () => {
      gone = true;
      setStream(null);
      stop(opened);
      void awake?.release();
    };
  }, [visible, video]);

  return { camera, stream };
}
