'use client';

import { useLocale, useTranslations } from 'next-intl';
import {
  type ComponentType,
  type KeyboardEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useEffectEvent,
  useId,
  useRef,
  useState,
} from 'react';
import { clearInsets } from './clear-view';
import type { Bounds, Point } from './geometry';
import { listenToGestures } from './gestures';
import { InteractiveLayer } from './interactive-layer';
import type { MapStage } from './map-stage';
import { sectionInWords } from './seat-words';
import { StaticLayer } from './static-layer';
import { fingerPitch, hoverTarget, tapTarget } from './tap-target';

interface MapViewProps {
  stage: MapStage;
  label: string;
  /** A seat was meant: by click, or by a tap near enough to tell it from its neighbours. */
  onSeat: (place: number) => void;
  /** A standing area was meant; null: the map beside all of them. */
  onArea: (area: number | null) => void;
  /** A seat whose words are shown though the mouse is elsewhere: the one with the keyboard's focus. */
  focused: number | null;
  /** Says what the seat under the mouse is. */
  Tooltip: ComponentType<{ stage: MapStage; place: number | null }> | undefined;
  /** Buttons, minimap, notices: laid over the map. */
  children: ReactNode;
}

const keyStep = 80;
const nothingHovered = { seat: null, section: null, area: null };
/** Two taps within this, beside the seats, come nearer. (On a seat the first tap has held it already.) */
const doubleTapMilliseconds = 350;

/**
 * The map itself: two canvases and the gestures on them.
 *
 * A canvas gives tests nothing to grab, so the element `data-testid="seat-map"` carries the viewport: `data-scale`,
 * `data-x`, `data-y` (screen = hall × scale + (x, y), CSS pixels from its upper left corner) and `data-settled`
 * ("true" when nothing moves and the picture is whole). A seat's place in the hall is in the picture at hallAddress (seats.x[place], seats.y[place]).
 */
export function MapView({ stage, label, onSeat, onArea, focused, Tooltip, children }: MapViewProps) {
  const t = useTranslations('seatMap');
  const hint = useId();
  const ref = useRef<HTMLDivElement>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const language = useLocale();
  const freeNote = useCallback((count: number) => t('freeShort', { count }), [t]);
  const sectionName = useCallback((name: string) => sectionInWords(name, language), [language]);
  const areaNote = useCallback(
    (free: number, mine: number) =>
      mine > 0 ? t('placesMine', { mine }) : t('placesShort', { count: free }),
    [t],
  );

  const lastTap = useRef({ x: 0, y: 0, when: 0 });
  const tap = useEffectEvent((at: Point, touch: boolean) => {
    const target = tapTarget(stage, stage.camera.viewport, at, touch);
    onArea(target.type === 'area' ? target.area : null);
    if (target.type === 'area') return;
    if (target.type === 'seat') onSeat(target.place);
    else if (target.type === 'section' && !touch) {
      const section = stage.hall.sections[target.section];
      if (section) stage.camera.flyToBounds(section.bounds);
    } else if (target.type !== 'nothing') {
      stage.camera.flyToPoint(target.near, fingerPitch.wanted / stage.hall.pitch);
    } else {
      const { x, y, when } = lastTap.current;
      const twice = performance.now() - when < doubleTapMilliseconds && Math.hypot(at.x - x, at.y - y) < 32;
      if (twice) stage.camera.flyBy(2, at);
      lastTap.current = { ...at, when: twice ? 0 : performance.now() };
    }
  });

  const hover = useEffectEvent((at: Point | null) => {
    const { seat, section, area } = at ? hoverTarget(stage, stage.camera.viewport, at) : nothingHovered;
    if (seat === stage.hover && section === stage.hoverSection && area === stage.hoverArea) return;
    stage.hover = seat;
    stage.hoverSection = section;
    stage.hoverArea = area;
    stage.redrawOverlay();
    setHovered(seat);
    const meant = seat !== null || section !== null || area !== null;
    if (ref.current) ref.current.style.cursor = meant ? 'pointer' : 'grab';
  });

  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const watcher = new ResizeObserver(() => {
      const size = { width: element.clientWidth, height: element.clientHeight };
      stage.camera.resize(size, clearInsets(stage.hall, size, boxesOver(element)));
    });
    watcher.observe(element);
    const deaf = listenToGestures(element, stage, {
      tap: (at, touch) => tap(at, touch),
      hover: (at) => hover(at),
    });
    const removePainter = stage.addPainter(() => {
      const { scale, x, y } = stage.camera.viewport;
      element.dataset.scale = scale.toFixed(5);
      element.dataset.x = x.toFixed(2);
      element.dataset.y = y.toFixed(2);
      return false;
    });
    const stopSettled = stage.settling.follow((settled) => {
      element.dataset.settled = String(settled);
    });
    return () => {
      watcher.disconnect();
      deaf();
      removePainter();
      stopSettled();
    };
  }, [stage]);

  useEffect(() => {
    stage.focus = focused;
    stage.redrawOverlay();
  }, [stage, focused]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!moveByKey(stage, event.key)) return;
    event.preventDefault();
  };

  return (
    <div className="relative min-h-0 min-w-0 flex-1 overflow-hidden bg-stage">
      {/* biome-ignore lint/a11y/useSemanticElements: no element means "a map one can move". */}
      <div
        ref={ref}
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the map is moved with the arrow keys, so it takes focus.
        tabIndex={0}
        aria-label={label}
        aria-describedby={hint}
        onKeyDown={onKeyDown}
        data-testid="seat-map"
        className="absolute inset-0 cursor-grab touch-none select-none overflow-hidden outline-offset-[-3px]"
      >
        <div aria-hidden="true">
          <StaticLayer stage={stage} />
          <InteractiveLayer stage={stage} freeNote={freeNote} sectionName={sectionName} areaNote={areaNote} />
        </div>
        <span id={hint} className="sr-only">
          {t('mapHint')}
        </span>
      </div>
      {Tooltip && <Tooltip stage={stage} place={hovered ?? focused} />}
      {children}
    </div>
  );
}

/** What stands over the whole hall (data-over-map), from the map's upper left corner. */
function boxesOver(map: HTMLElement): Bounds[] {
  const { left, top } = map.getBoundingClientRect();
  const over = [...(map.parentElement?.querySelectorAll('[data-over-map]') ?? [])];
  return over.flatMap((element) => {
    const box = element.getBoundingClientRect();
    if (box.width === 0) return [];
    return [{ left: box.left - left, right: box.right - left, top: box.top - top, bottom: box.bottom - top }];
  });
}

/** Arrow keys move, + and − zoom, 0 shows the whole hall. Returns whether the key meant something. */
function moveByKey(stage: MapStage, key: string): boolean {
  const { camera } = stage;
  if (key === 'ArrowLeft') camera.pan(keyStep, 0);
  else if (key === 'ArrowRight') camera.pan(-keyStep, 0);
  else if (key === 'ArrowUp') camera.pan(0, keyStep);
  else if (key === 'ArrowDown') camera.pan(0, -keyStep);
  else if (key === '+' || key === '=') camera.flyBy(1.6);
  else if (key === '-') camera.flyBy(1 / 1.6);
  else if (key === '0') camera.flyHome();
  else return false;
  return true;
}
