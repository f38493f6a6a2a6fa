WITH "__duckdb_s0" AS NOT MATERIALIZED (
SELECT "dossier", "code", "receiving_unit", "competent_unit", "procedure", "field", "channel", "origin", "received_at", "received_on", "due_first", "due_last", "closed_at", "closed_on", "outcome", "timeliness", "returned_at", "returned_again", "result_digital", "level_old", "level_new", "requests", "repeated_requests", "extensions", "apologies", "first_apology_at", "received_recorded_at", "filed_by", "closed_by", "office_minutes", "agency_minutes", "citizen_minutes", "imported", "backdated", COALESCE((
sum((CASE WHEN (("closed_at" <= "due_last") AND (("closed_at" + '00:15:00'::INTERVAL) >= "due_last")) THEN 1 ELSE 0 END)) over (partition by "receiving_unit", "closed_on"  )
), 0) AS "before_due"
  FROM "dossiers"
  WHERE ((("received_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP) AND (("closed_at" IS NULL) OR ("closed_at" >= '2021-12-31 17:00:00'::TIMESTAMP)))) AND (("closed_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP))
),
"__duckdb_s1" AS NOT MATERIALIZED (
SELECT "receiving_unit",
  CAST(count() AS BIGINT) AS "signals_resolved",
  CAST(COALESCE(sum((CASE WHEN ((("closed_at" <= "due_last") AND (("closed_at" + '00:15:00'::INTERVAL) >= "due_last")) AND ("before_due" >= 5)) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "signals_in_bursts"
  FROM "__duckdb_s0" AS "dossiers"
  GROUP BY "receiving_unit"

)
SELECT "receiving_unit" AS "receiving_unit", "signals_resolved", "signals_in_bursts"
  FROM "__duckdb_s1" AS "dossiers"
