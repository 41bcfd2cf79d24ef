import { afterTheLastTrain } from './concerts/after-the-last-train';
import { blueHour } from './concerts/blue-hour';
import { ceremonyOfCandles } from './concerts/ceremony-of-candles';
import { curtainCall } from './concerts/curtain-call';
import { deepSea } from './concerts/deep-sea';
import { firstLight } from './concerts/first-light';
import { furnace } from './concerts/furnace';
import { letterToWinter } from './concerts/letter-to-winter';
import { mahlerFive } from './concerts/mahler-five';
import { nocturnes } from './concerts/nocturnes';
import { roadOfFlowers } from './concerts/road-of-flowers';
import { ultraviolet } from './concerts/ultraviolet';
import type { DemoConcert } from './demo-concert';

/** The demo's concerts. Event ids count from 1 in this order, schedule ids likewise; the guide's examples name 1 and 1. */
export const demoConcerts: readonly DemoConcert[] = [
  afterTheLastTrain,
  firstLight,
  letterToWinter,
  mahlerFive,
  roadOfFlowers,
  deepSea,
  ultraviolet,
  blueHour,
  furnace,
  curtainCall,
  ceremonyOfCandles,
  nocturnes,
];
