WITH "__duckdb_s0" AS NOT MATERIALIZED (
SELECT "receiving_unit",
  CAST(count() AS BIGINT) AS "received_total",
  CAST(COALESCE(sum((CASE WHEN (("received_at" >= '2021-12-31 17:00:00'::TIMESTAMP) AND (contains(['online', 'national_portal', 'online_assisted'], "channel") OR (("channel" = 'interlinked') AND contains(['online', 'national_portal', 'online_assisted'], COALESCE("origin", ''))))) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "received_online",
  CAST(COALESCE(sum((CASE WHEN (("received_at" >= '2021-12-31 17:00:00'::TIMESTAMP) AND (NOT (contains(['online', 'national_portal', 'online_assisted'], "channel") OR (("channel" = 'interlinked') AND contains(['online', 'national_portal', 'online_assisted'], COALESCE("origin", '')))))) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "received_direct",
  CAST(COALESCE(sum((CASE WHEN (NOT ("received_at" >= '2021-12-31 17:00:00'::TIMESTAMP)) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "received_carried_over",
  CAST(COALESCE(sum((CASE WHEN ("closed_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "resolved_total",
  CAST(COALESCE(sum((CASE WHEN (("closed_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP) AND ("timeliness" = 'early')) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "resolved_early",
  CAST(COALESCE(sum((CASE WHEN (("closed_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP) AND ("timeliness" = 'on_time')) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "resolved_on_time",
  CAST(COALESCE(sum((CASE WHEN (("closed_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP) AND ("timeliness" = 'overdue')) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "resolved_overdue",
  CAST(COALESCE(sum((CASE WHEN (("closed_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP) AND ("outcome" = 'granted')) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "outcomes_granted",
  CAST(COALESCE(sum((CASE WHEN (("closed_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP) AND ("outcome" = 'refused')) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "outcomes_refused",
  CAST(COALESCE(sum((CASE WHEN (("closed_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP) AND ("outcome" = 'withdrawn')) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "outcomes_withdrawn",
  CAST(COALESCE(sum((CASE WHEN (("closed_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP) AND ("outcome" = 'stopped')) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "outcomes_stopped"
  FROM "dossiers"
  WHERE ((("received_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP) AND (("closed_at" IS NULL) OR ("closed_at" >= '2021-12-31 17:00:00'::TIMESTAMP))))
  GROUP BY "receiving_unit"

)
SELECT "receiving_unit" AS "receiving_unit", "received_total", "received_online", "received_direct", "received_carried_over", "resolved_total", "resolved_early", "resolved_on_time", "resolved_overdue", "outcomes_granted", "outcomes_refused", "outcomes_withdrawn", "outcomes_stopped"
  FROM "__duckdb_s0" AS "dossiers"
WITH "__duckdb_s0" AS NOT MATERIALIZED (
SELECT "receiving_unit",
  CAST(count() AS BIGINT) AS "pending_total",
  CAST(COALESCE(sum((CASE WHEN ("late_from" > '2022-10-14 17:00:00'::TIMESTAMP) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "pending_in_time",
  CAST(COALESCE(sum((CASE WHEN ("late_from" <= '2022-10-14 17:00:00'::TIMESTAMP) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "pending_overdue"
  FROM "dossier_spans"
  WHERE ((("pending" AND ("end_at" > '2022-10-14 16:59:59.999999'::TIMESTAMP)) AND ("start_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP)))
  GROUP BY "receiving_unit"

)
SELECT "receiving_unit" AS "receiving_unit", "pending_total", "pending_in_time", "pending_overdue"
  FROM "__duckdb_s0" AS "dossier_spans"
