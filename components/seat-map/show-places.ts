import { boundsOfPlaces } from './hall-sections';
import type { MapStage } from './map-stage';

/** Flies to seats and lets them pulse. */
export function showPlaces(stage: MapStage, places: number[]): void {
  if (places[0] === undefined) return;
  stage.showFloorOf(places[0]);
  stage.camera.flyToBounds(boundsOfPlaces(stage.hall, places));
  stage.draw('pulse', places);
}
