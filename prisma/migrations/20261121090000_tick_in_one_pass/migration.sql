-- As in 20261121020200_waiting_room_credit; moves the head of the line in one pass over it.
-- One tick of a room's clock: draws when the sale has opened, ends what is over, and admits from the head of the line as
-- many as rate and capacity let in. Any number of instances may call it; the room's row, locked first, lets one through.
--   p_users, p_ranks, p_present  the head of the line as the caller read it at p_read_at, and who of it is there
--   p_slow                       the service was slower than its goal of late: less of the rate is used
-- Answers {"busy": true}, {"drawn": people} or {"admitted": …, "skipped": …, "ended": …, "inside": …}.
CREATE OR REPLACE FUNCTION tick_waiting_room(
  p_schedule text, p_users text[], p_ranks bigint[], p_present boolean[], p_read_at timestamptz, p_slow boolean
) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  room waiting_rooms%ROWTYPE;
  sale record;
  judged_at timestamptz;
  elapsed double precision;
  new_pace double precision;
  per_second double precision;
  allowed double precision := 0;
  quota integer := 0;
  inside_count integer;
  ended_count integer;
  admitted_count integer;
  skipped_count integer;
  admitted_ranks bigint[];
  skipped_ranks bigint[];
BEGIN
  -- Not FOR UPDATE: people who join refer to this row, and need not wait for its clock.
  SELECT * INTO room FROM waiting_rooms WHERE schedule_id = p_schedule FOR NO KEY UPDATE SKIP LOCKED;
  IF NOT FOUND THEN RETURN '{"busy": true}'; END IF;
  SELECT sales_open_at, sales_close_at INTO sale FROM schedules WHERE id = p_schedule;
  judged_at := clock_timestamp();
  IF room.shuffled_at IS NULL AND judged_at >= sale.sales_open_at THEN
    RETURN jsonb_build_object('drawn', draw_waiting_room(p_schedule, sale.sales_open_at));
  END IF;

  -- Waits for a prolongation that is under way and then sees it. Only in a later statement is it counted who is inside.
  UPDATE waiting_places SET state = 'ended'
    WHERE schedule_id = p_schedule AND state = 'admitted' AND admission_ends_at <= clock_timestamp();
  GET DIAGNOSTICS ended_count = ROW_COUNT;
  SELECT count(*) INTO inside_count FROM waiting_places WHERE schedule_id = p_schedule AND state = 'admitted';

  elapsed := greatest(extract(epoch FROM judged_at - room.ticked_at), 0);
  new_pace := CASE WHEN p_slow THEN greatest(0.1, room.pace * power(0.8, least(elapsed, 5)))
    ELSE least(1, room.pace + 0.05 * elapsed) END;
  IF room.state = 'open' AND room.shuffled_at IS NOT NULL AND judged_at < sale.sales_close_at THEN
    per_second := room.admissions_per_minute / 60.0 * new_pace;
    -- After a pause of the clock nobody floods in: two seconds' worth is the most. But all the time counts, so that the
    -- first to come to an empty room that admits one a minute need not wait that minute.
    allowed := least(room.credit + elapsed * per_second, greatest(1, 2 * per_second));
    -- A head of the line that was read long ago says nothing of who is there.
    IF p_read_at > judged_at - interval '2 seconds' THEN
      quota := greatest(0, least(floor(allowed)::integer, room.capacity - inside_count));
    END IF;
  END IF;

  -- The line is read once, whatever the planner believes of its length: new lines have no statistics, and a join that
  -- looks through the line once for each of the head takes minutes at ten thousand.
  WITH line AS MATERIALIZED (
    SELECT user_id, rank FROM waiting_places
    WHERE schedule_id = p_schedule AND state = 'waiting' AND rank = ANY (p_ranks)
  ), head AS (
    SELECT line.rank, asked.present, count(*) FILTER (WHERE asked.present) OVER (ORDER BY line.rank) AS nth
    FROM line JOIN unnest(p_users, p_ranks, p_present) AS asked(user_id, rank, present) USING (user_id, rank)
  )
  SELECT array_agg(rank) FILTER (WHERE present AND nth <= quota),
    -- Skipped is only whom the turn has come to.
    array_agg(rank) FILTER (WHERE NOT present AND nth < quota)
    INTO admitted_ranks, skipped_ranks FROM head;
  -- Who left meanwhile is not waiting any more; who came again has another rank.
  UPDATE waiting_places SET state = 'admitted', admitted_at = judged_at,
    admission_ends_at = judged_at + make_interval(secs => room.admission_seconds)
    WHERE schedule_id = p_schedule AND state = 'waiting' AND rank = ANY (admitted_ranks);
  GET DIAGNOSTICS admitted_count = ROW_COUNT;
  UPDATE waiting_places SET state = 'skipped', admission_ends_at = NULL
    WHERE schedule_id = p_schedule AND state = 'waiting' AND rank = ANY (skipped_ranks);
  GET DIAGNOSTICS skipped_count = ROW_COUNT;

  UPDATE waiting_rooms SET ticked_at = judged_at, credit = allowed - admitted_count, pace = new_pace,
    -- An average over about a minute.
    admitted_per_minute = CASE WHEN elapsed > 0
      THEN admitted_per_minute + (1 - exp(-least(elapsed, 600) / 60)) * (admitted_count * 60 / elapsed - admitted_per_minute)
      ELSE admitted_per_minute END
  WHERE schedule_id = p_schedule;
  RETURN jsonb_build_object('admitted', admitted_count, 'skipped', skipped_count, 'ended', ended_count,
    'inside', inside_count + admitted_count);
END $$;
