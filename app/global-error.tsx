'use client';

import './globals.css';

/** The last net: the layout itself failed, so there is neither language nor theme; it says it in both languages. */
export default function GlobalError() {
  return (
    <html lang="ko" data-theme="dark">
      <body className="grid min-h-dvh place-content-center justify-items-center gap-4 p-6 text-center">
        <title>Rowlock</title>
        <h1 className="display text-4xl">무대 뒤에서 문제가 생겼습니다</h1>
        <p className="text-soft">잠시 뒤 다시 시도해 주세요. 잡아 둔 좌석과 예매는 그대로입니다.</p>
        <p lang="en" className="text-soft">
          Something went wrong backstage. Please try again in a moment; your seats and bookings are safe.
        </p>
        <a href="/" className="mt-2 rounded-full bg-accent px-6 py-3 font-semibold text-on-accent">
          다시 시도 · <span lang="en">Try again</span>
        </a>
      </body>
    </html>
  );
}
