/** What nobody can need before the map stands: one chunk of its own, asked for when it does (useLateParts). */
export { AreaCard } from './area-card';
export { KeyboardTwin } from './keyboard-twin';
export { LeftAlone } from './left-alone';
export { Minimap } from './minimap';
export { Notice } from './notice';
export { chosenBeside } from './orphan-watch';
export { SeatTooltip } from './seat-tooltip';
export { SectionHere } from './section-here';
export { StandbyDialog } from './standby-dialog';
