import pino from 'pino';

/** JSON lines to standard output. No names, addresses, tokens or passwords go in. */
export const log = pino({
  level: process.env.LOG_LEVEL ?? 'info',
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  // Under any other name than pino's own `err` an Error would be written as {}.
  serializers: { error: pino.stdSerializers.err },
  redact: ['*.password', '*.token', '*.email', 'req.headers.authorization', 'req.headers.cookie'],
});
