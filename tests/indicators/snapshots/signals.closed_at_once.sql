WITH "__duckdb_s0" AS NOT MATERIALIZED (
SELECT "dossier", "code", "receiving_unit", "competent_unit", "procedure", "field", "channel", "origin", "received_at", "received_on", "due_first", "due_last", "closed_at", "closed_on", "outcome", "timeliness", "returned_at", "returned_again", "result_digital", "level_old", "level_new", "requests", "repeated_requests", "extensions", "apologies", "first_apology_at", "received_recorded_at", "filed_by", "closed_by", "office_minutes", "agency_minutes", "citizen_minutes", "imported", "backdated", date_trunc('minute', "closed_at") AS "minute"
  FROM "dossiers"
  WHERE ((("received_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP) AND (("closed_at" IS NULL) OR ("closed_at" >= '2021-12-31 17:00:00'::TIMESTAMP)))) AND ((("closed_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP) AND (NOT ("closed_by" IS NULL))))
),
"__duckdb_s1" AS NOT MATERIALIZED (
SELECT "dossier", "code", "receiving_unit", "competent_unit", "procedure", "field", "channel", "origin", "received_at", "received_on", "due_first", "due_last", "closed_at", "closed_on", "outcome", "timeliness", "returned_at", "returned_again", "result_digital", "level_old", "level_new", "requests", "repeated_requests", "extensions", "apologies", "first_apology_at", "received_recorded_at", "filed_by", "closed_by", "office_minutes", "agency_minutes", "citizen_minutes", "imported", "backdated", "minute", (
count() over (partition by "closed_by", "minute"  )
) AS "in_minute"
  FROM "__duckdb_s0" AS "dossiers"
),
"__duckdb_s2" AS NOT MATERIALIZED (
SELECT "receiving_unit",
  CAST(count() AS BIGINT) AS "signals_closed_by_posts",
  CAST(COALESCE(sum((CASE WHEN ("in_minute" >= 15) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "signals_in_one_minute"
  FROM "__duckdb_s1" AS "dossiers"
  GROUP BY "receiving_unit"

)
SELECT "receiving_unit" AS "receiving_unit", "signals_closed_by_posts", "signals_in_one_minute"
  FROM "__duckdb_s2" AS "dossiers"
