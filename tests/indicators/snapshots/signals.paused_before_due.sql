WITH "__duckdb_s0" AS NOT MATERIALIZED (
SELECT "receiving_unit",
  CAST(count() AS BIGINT) AS "signals_pauses",
  CAST(COALESCE(sum((CASE WHEN (("start_at" <= "judged_until") AND (("start_at" + '08:00:00'::INTERVAL) >= "due_at")) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "signals_late_pauses"
  FROM "dossier_spans"
  WHERE (((("state" = 'waiting_citizen') AND ("start_at" >= '2021-12-31 17:00:00'::TIMESTAMP)) AND ("start_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP)))
  GROUP BY "receiving_unit"

)
SELECT "receiving_unit" AS "receiving_unit", "signals_pauses", "signals_late_pauses"
  FROM "__duckdb_s0" AS "dossier_spans"
