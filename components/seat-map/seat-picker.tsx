'use client';

import { Info, List, Map as MapIcon } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { buttonStyle } from '@/components/ui/button';
import { placesIn } from '@/lib/domain/standing-area';
import { ConnectionBanner } from './connection-banner';
import { FloorTabs } from './floor-tabs';
import { GradeFilter } from './grade-filter';
import type { HallModel } from './hall-model';
import { Legend } from './legend';
import { MapControls } from './map-controls';
import { MapView } from './map-view';
import { PartySize } from './party-size';
import { PickerHead } from './picker-head';
import type { PickerProps } from './picker-props';
import { SaleNote } from './sale-note';
import { StandbyButton } from './standby-button';
import { Tray } from './tray';
import { useLateParts } from './use-late-parts';
import { usePicking } from './use-picking';
import { SalePhase, useSalePhase } from './use-sale-phase';
import { useSeatMap } from './use-seat-map';

/** Map, list, grades, tray and notices, put together. */
export function SeatPicker({ hall, head, schedule, visitor, ...wish }: PickerProps & { hall: HallModel }) {
  const t = useTranslations('seatMap');
  const language = useLocale();
  const { stage, phase, retry } = useSeatMap(schedule.scheduleId, hall);
  const late = useLateParts(stage, phase !== 'loading');
  const picking = usePicking({ stage, schedule, visitor, late, link: phase, ...wish });
  const sale = useSalePhase(schedule);
  const [listed, setListed] = useState(false);
  const [focused, setFocused] = useState<number | null>(null);
  const [openArea, setOpenArea] = useState<number | null>(null);
  const [grades, setGrades] = useState<ReadonlySet<number>>(new Set());
  const [onlyAccessible, setOnlyAccessible] = useState(false);
  const [linesOpen, setLinesOpen] = useState(false);

  useEffect(() => {
    stage.filter = grades.size > 0 ? grades : null;
    stage.onlyAccessible = onlyAccessible;
    stage.redraw();
  }, [stage, grades, onlyAccessible]);

  const focusSeat = (place: number | null) => {
    setFocused(place);
    if (place === null) return;
    stage.showFloorOf(place);
    stage.camera.flyToPoint({ x: hall.x[place] ?? 0, y: hall.y[place] ?? 0 }, 24 / hall.pitch);
  };

  const count = picking.view.places.length + placesIn(picking.view.areas);
  const mostIn = (area: number) => {
    const mine = picking.view.areas.find((one) => one.area === area)?.quantity ?? 0;
    return Math.max(picking.most - (count - mine), 0);
  };
  const showArea = (area: number) => {
    const { floor, bounds } = hall.standing[area] ?? { bounds: null };
    if (floor !== undefined && stage.floor !== null) stage.showFloor(floor);
    if (bounds) stage.camera.flyToBounds(bounds);
  };
  const part = openArea === null ? undefined : hall.standing[openArea];

  return (
    <SalePhase value={sale}>
      <PickerHead head={head}>
        <ListToggle
          listed={listed}
          onToggle={() => {
            // Each asks how many; one of them is enough.
            setOpenArea(null);
            setListed(!listed);
          }}
        />
      </PickerHead>
      <div
        className="relative grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)_auto] lg:grid-cols-[minmax(0,1fr)_23rem] lg:grid-rows-[auto_minmax(0,1fr)]"
        data-testid="picker"
        data-ready={phase === 'live'}
      >
        <div className="border-line border-b lg:col-start-2 lg:row-start-1 lg:border-b-0 lg:border-l lg:bg-surface">
          <GradeFilter
            stage={stage}
            chosen={grades}
            onChange={setGrades}
            onlyAccessible={onlyAccessible}
            onOnlyAccessible={setOnlyAccessible}
          />
          <div className="hidden border-line border-y px-5 py-3 lg:block">
            <Legend hall={hall} />
          </div>
        </div>
        <div className="relative flex min-h-0 lg:col-start-1 lg:row-span-2 lg:row-start-1">
          {listed && late && (
            <late.KeyboardTwin
              stage={stage}
              onSeat={picking.choose}
              onFocusSeat={focusSeat}
              mostIn={mostIn}
              onStand={picking.stand}
              onShowArea={showArea}
            />
          )}
          <MapView
            stage={stage}
            label={t('map', { venue: schedule.venue.name[language] })}
            onSeat={picking.choose}
            onArea={setOpenArea}
            focused={focused}
            Tooltip={late?.SeatTooltip}
          >
            <div data-over-map className="absolute top-3 left-3 z-10 flex max-w-[calc(100%-1.5rem)] gap-2">
              <LegendButton hall={hall} />
              <FloorTabs stage={stage} />
            </div>
            {late && <late.SectionHere stage={stage} />}
            {late && <late.Minimap stage={stage} />}
            <MapControls stage={stage} />
            <ConnectionBanner phase={phase} retry={retry} />
            {part && late && (
              <late.AreaCard
                stage={stage}
                part={part}
                most={mostIn(part.area)}
                onQuantity={(quantity) => picking.stand(part.area, quantity)}
                onClose={() => setOpenArea(null)}
              />
            )}
          </MapView>
          {late && (
            <late.Notice
              hall={hall}
              notice={picking.notice}
              onTake={picking.choose}
              onOffer={picking.takeOffer}
              onStandBy={picking.standBy}
              onClose={picking.closeNotice}
              besideList={listed}
            />
          )}
        </div>
        <div className="relative z-20 flex min-h-0 flex-col rounded-t-3xl border-line border-t bg-surface lg:col-start-2 lg:row-start-2 lg:rounded-none lg:border-t-0 lg:border-l">
          <Tray
            hall={hall}
            view={picking.view}
            rules={schedule.rules}
            currency={schedule.currency}
            checkoutHref={`/checkout/${schedule.scheduleId}`}
            onRemove={picking.choose}
            onShow={picking.show}
            onRemoveArea={(area) => picking.stand(area, 0)}
            onShowArea={(area) => {
              showArea(area);
              setOpenArea(area);
            }}
            onMilestone={picking.milestone}
            wanted={Math.max(picking.partySize ?? schedule.rules.seatLimit, count)}
            party={
              sale === 'open' &&
              !part &&
              hall.seatCount > 0 && (
                <>
                  <PartySize
                    most={picking.most}
                    partySize={picking.partySize}
                    onPartySize={picking.setPartySize}
                    chosen={count}
                    choosing={picking.view.choosing}
                    onBest={(quantity) => picking.chooseBest(quantity, onlyAccessible)}
                  />
                  {picking.standBy && visitor.buyerId !== null && (
                    <div className="mt-2">
                      <StandbyButton lines={picking.standby.lines} onOpen={() => setLinesOpen(true)} />
                    </div>
                  )}
                  {late && (
                    <late.LeftAlone
                      stage={stage}
                      rule={schedule.rules.orphanRule}
                      places={picking.view.places}
                      nameOf={picking.nameOf}
                    />
                  )}
                </>
              )
            }
            empty={<SaleNote schedule={schedule} stage={stage} signedIn={visitor.buyerId !== null} />}
          />
        </div>
        {linesOpen && late && (
          <late.StandbyDialog
            stage={stage}
            schedule={schedule}
            standby={picking.standby}
            most={picking.most}
            onClose={() => setLinesOpen(false)}
          />
        )}
        <p role="status" className="sr-only" data-testid="said">
          {picking.said}
        </p>
      </div>
    </SalePhase>
  );
}

function ListToggle({ listed, onToggle }: { listed: boolean; onToggle: () => void }) {
  const t = useTranslations('seatMap');
  return (
    <button
      type="button"
      aria-expanded={listed}
      onClick={onToggle}
      data-testid="list-toggle"
      className={`${buttonStyle({ variant: 'secondary' })} px-3.5 sm:px-5`}
    >
      {listed ? <MapIcon aria-hidden="true" /> : <List aria-hidden="true" />}
      <span className="max-sm:sr-only">{listed ? t('closeList') : t('openList')}</span>
    </button>
  );
}

/** On a phone the legend waits behind a button. */
function LegendButton({ hall }: { hall: HallModel }) {
  const t = useTranslations('seatMap');
  const [open, setOpen] = useState(false);
  return (
    <div className="lg:hidden">
      <button
        type="button"
        aria-expanded={open}
        aria-label={t('legend')}
        onClick={() => setOpen(!open)}
        className="grid size-11 place-items-center rounded-full border border-line-strong bg-surface text-ink shadow-(--shadow)"
      >
        <Info className="size-5" aria-hidden="true" />
      </button>
      {open && (
        <div className="absolute top-13 left-0 w-64 rounded-2xl border border-line bg-surface p-3.5 shadow-(--shadow)">
          <Legend hall={hall} />
        </div>
      )}
    </div>
  );
}
