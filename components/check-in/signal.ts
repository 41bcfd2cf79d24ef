export type Signal = 'admitted' | 'refused' | 'unsure';

/** [frequency in Hz, from second, for seconds]: up for yes, low and long for no. */
const tones: Record<Signal, [number, number, number][]> = {
  admitted: [
    [880, 0, 0.09],
    [1320, 0.1, 0.16],
  ],
  refused: [
    [196, 0, 0.22],
    [165, 0.26, 0.34],
  ],
  unsure: [
    [523, 0, 0.12],
    [523, 0.2, 0.12],
  ],
};
/** Milliseconds on, off, on … */
const shakes: Record<Signal, number[]> = { admitted: [60], refused: [220, 80, 220], unsure: [90, 60, 90] };

let context: AudioContext | undefined;

/** Browsers make sounds only after a touch: to be called from one. */
export function allowSound(): void {
  context ??= new AudioContext();
  void context.resume();
}

/** Says a verdict to ear and hand, so that nobody has to look at the screen for a yes. */
export function signal(what: Signal): void {
  navigator.vibrate?.(shakes[what]);
  if (context?.state !== 'running') return;
  for (const [frequency, from, seconds] of tones[what]) {
    const start = context.currentTime + from;
    const tone = new OscillatorNode(context, { frequency, type: what === 'admitted' ? 'sine' : 'square' });
    const volume = new GainNode(context, { gain: 0 });
    // Swelling and fading within 10 ms: a tone that is cut clicks.
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(0.25, start + 0.01);
    volume.gain.setValueAtTime(0.25, start + seconds - 0.01);
    volume.gain.linearRampToValueAtTime(0, start + seconds);
    tone.connect(volume).connect(context.destination);
    tone.start(start);
    tone.stop(start + seconds);
  }
}
