WITH "__duckdb_s0" AS NOT MATERIALIZED (
SELECT "receiving_unit",
  CAST(count() AS BIGINT) AS "received_total",
  CAST(COALESCE(sum((CASE WHEN (("closed_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP) AND ("timeliness" = 'overdue')) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "resolved_overdue"
  FROM "dossiers"
  WHERE ((("received_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP) AND (("closed_at" IS NULL) OR ("closed_at" >= '2021-12-31 17:00:00'::TIMESTAMP))))
  GROUP BY "receiving_unit"

)
SELECT "receiving_unit" AS "receiving_unit", "received_total", "resolved_overdue"
  FROM "__duckdb_s0" AS "dossiers"
WITH "__duckdb_s0" AS NOT MATERIALIZED (
SELECT "receiving_unit",
  CAST(COALESCE(sum((CASE WHEN ("late_from" <= '2022-10-14 17:00:00'::TIMESTAMP) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "pending_overdue"
  FROM "dossier_spans"
  WHERE ((("pending" AND ("end_at" > '2022-10-14 16:59:59.999999'::TIMESTAMP)) AND ("start_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP)))
  GROUP BY "receiving_unit"

)
SELECT "receiving_unit" AS "receiving_unit", "pending_overdue"
  FROM "__duckdb_s0" AS "dossier_spans"
