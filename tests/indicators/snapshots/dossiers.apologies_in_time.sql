WITH "__duckdb_s0" AS NOT MATERIALIZED (
SELECT "receiving_unit",
  CAST(COALESCE(sum((CASE WHEN (("closed_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP) AND ("timeliness" = 'overdue')) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "resolved_overdue",
  CAST(COALESCE(sum((CASE WHEN (("closed_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP) AND (((("closed_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP) AND ("timeliness" = 'overdue')) AND ("first_apology_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP)) AND ("first_apology_at" <= "due_last"))) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "dossiers_overdue_with_apology_in_time"
  FROM "dossiers"
  WHERE ((("closed_at" >= '2021-12-31 17:00:00'::TIMESTAMP) AND ("closed_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP)))
  GROUP BY "receiving_unit"

)
SELECT "receiving_unit" AS "receiving_unit", "resolved_overdue", "dossiers_overdue_with_apology_in_time"
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
WITH "__duckdb_s0" AS NOT MATERIALIZED (
SELECT *
  FROM "dossier_spans"
  WHERE ((("pending" AND ("end_at" > '2022-10-14 16:59:59.999999'::TIMESTAMP)) AND ("start_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP)))
),
"__duckdb_s1" AS NOT MATERIALIZED (
SELECT "dossier", "first_apology_at"
  FROM "dossiers"
),
"__duckdb_s2" AS NOT MATERIALIZED (
SELECT "lhs"."dossier", "lhs"."receiving_unit", "lhs"."competent_unit", "lhs"."procedure", "lhs"."field", "lhs"."channel", "lhs"."received_on", "lhs"."start_at", "lhs"."end_at", "lhs"."state", "lhs"."pending", "lhs"."holder", "lhs"."waits_for", "lhs"."due_at", "lhs"."judged_until", "lhs"."late_from", "first_apology_at"
  FROM "__duckdb_s0" AS "lhs" LEFT JOIN "__duckdb_s1" AS "rhs" ON ("lhs"."dossier" = "rhs"."dossier")
),
"__duckdb_s3" AS NOT MATERIALIZED (
SELECT "receiving_unit",
  CAST(COALESCE(sum((CASE WHEN ((("late_from" <= '2022-10-14 17:00:00'::TIMESTAMP) AND ("first_apology_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP)) AND ("first_apology_at" <= "due_at")) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "pending_overdue_with_apology_in_time"
  FROM "__duckdb_s2" AS "dossier_spans"
  GROUP BY "receiving_unit"

)
SELECT "receiving_unit" AS "receiving_unit", "pending_overdue_with_apology_in_time"
  FROM "__duckdb_s3" AS "dossier_spans"
