/** What the measures call of the product without a server, made into one module for them (product-module.mjs). */

export { closePostgres, prisma } from '@/lib/postgres/client';
export { closeRedis, connectRedis, redisRunId } from '@/lib/redis/client';
export { closeFairLocks } from '@/lib/redis/fair-lock';
export { seatKeys, seatLockPrefix } from '@/lib/redis/keys';
export { luaScript } from '@/lib/redis/lua-script';
export { confirmBooking } from '@/lib/use-cases/confirm-booking';
export { holdSeats } from '@/lib/use-cases/hold-seats';
