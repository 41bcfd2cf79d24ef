'use client';

import { CameraOff, Flashlight, LoaderCircle } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { lampOf, useScanner } from './use-scanner';

interface CameraViewProps {
  onCode: (text: string) => void;
  /** A ticket is being judged. */
  judging: boolean;
}

/** What the camera sees, with a frame to hold tickets into; says what to do where there is no camera. */
export function CameraView({ onCode, judging }: CameraViewProps) {
  const t = useTranslations('checkIn');
  const video = useRef<HTMLVideoElement>(null);
  const { camera, stream } = useScanner(video, onCode);
  const [lit, setLit] = useState(false);
  const lamp = lampOf(stream);

  const toggleLamp = async () => {
    // Torch is not in TypeScript's idea of a camera yet.
    await lamp
      ?.applyConstraints({ advanced: [{ torch: !lit } as MediaTrackConstraintSet] })
      .catch(() => undefined);
    setLit(!lit);
  };

  return (
    <div className="relative aspect-square max-h-[70dvh] w-full md:aspect-[4/3]">
      <video
        ref={video}
        muted
        playsInline
        aria-label={t('camera')}
        className="size-full object-cover"
        data-testid="door-camera"
        data-state={camera}
      />
      <span
        aria-hidden="true"
        className={`pointer-events-none absolute inset-0 m-auto aspect-square h-[72%] rounded-3xl border-4 ${judging ? 'border-accent' : 'border-white/70'}`}
      />
      {camera !== 'on' && (
        <div
          className="absolute inset-0 grid place-content-center justify-items-center gap-3 bg-black p-6 text-center text-white"
          role="status"
        >
          {camera === 'starting' ? (
            <LoaderCircle aria-hidden="true" className="size-10 animate-spin" />
          ) : (
            <CameraOff aria-hidden="true" className="size-12" />
          )}
          <p className="max-w-xs">{t(`cameraState.${camera}`)}</p>
        </div>
      )}
      {lamp && (
        <Button
          variant="secondary"
          size="icon"
          onClick={toggleLamp}
          aria-pressed={lit}
          aria-label={t('lamp')}
          className="absolute right-3 bottom-3 bg-black/60 text-white"
        >
          <Flashlight aria-hidden="true" />
        </Button>
      )}
    </div>
  );
}
