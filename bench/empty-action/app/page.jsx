import { emptyAction } from './actions';

/** A page that exists for its action alone: what any server action costs before it has done anything. */
export default function Page() {
  return (
    <form action={emptyAction}>
      <button type="submit">Nothing</button>
    </form>
  );
}
