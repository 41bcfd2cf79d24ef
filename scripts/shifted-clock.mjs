// Sets the clock of the process that loads it wrong by CLOCK_SHIFT_MS, as long as it lives: imported first, or with `--import`.
// Not used by the product.
const shiftMs = Number(process.env.CLOCK_SHIFT_MS ?? 0);
const Right = Date;

globalThis.Date = new Proxy(Right, {
  construct: (target, args, self) =>
    Reflect.construct(target, args.length > 0 ? args : [target.now() + shiftMs], self),
  apply: (target) => new target(target.now() + shiftMs).toString(),
  get: (target, name, self) =>
    name === 'now'
      ? () => target.now() + shiftMs
      : Reflect.get(target, name, self === globalThis.Date ? target : self),
});
