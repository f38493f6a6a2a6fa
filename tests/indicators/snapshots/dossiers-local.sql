SELECT CAST(count() AS BIGINT) AS "received_total",
  CAST(COALESCE(sum((CASE WHEN (("received_at" >= '2021-12-31 17:00:00'::TIMESTAMP) AND (contains(['online', 'national_portal'], "channel") OR (("channel" = 'interlinked') AND contains(['online', 'national_portal'], COALESCE("origin", ''))))) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "received_online",
  CAST(COALESCE(sum((CASE WHEN (("received_at" >= '2021-12-31 17:00:00'::TIMESTAMP) AND (NOT (contains(['online', 'national_portal'], "channel") OR (("channel" = 'interlinked') AND contains(['online', 'national_portal'], COALESCE("origin", '')))))) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "received_direct",
  CAST(COALESCE(sum((CASE WHEN (NOT ("received_at" >= '2021-12-31 17:00:00'::TIMESTAMP)) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "received_carried_over",
  CAST(COALESCE(sum((CASE WHEN ("closed_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "resolved_total",
  CAST(COALESCE(sum((CASE WHEN (("closed_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP) AND ((NOT contains(['withdrawn', 'stopped'], "outcome")) AND ("timeliness" = 'early'))) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "resolved_early",
  CAST(COALESCE(sum((CASE WHEN (("closed_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP) AND (contains(['withdrawn', 'stopped'], "outcome") OR ("timeliness" = 'on_time'))) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "resolved_on_time",
  CAST(COALESCE(sum((CASE WHEN (("closed_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP) AND ((NOT contains(['withdrawn', 'stopped'], "outcome")) AND ("timeliness" = 'overdue'))) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "resolved_overdue",
  CAST(COALESCE(sum((CASE WHEN (("closed_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP) AND ("outcome" = 'granted')) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "outcomes_granted",
  CAST(COALESCE(sum((CASE WHEN (("closed_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP) AND ("outcome" = 'refused')) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "outcomes_refused",
  CAST(COALESCE(sum((CASE WHEN (("closed_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP) AND ("outcome" = 'withdrawn')) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "outcomes_withdrawn",
  CAST(COALESCE(sum((CASE WHEN (("closed_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP) AND ("outcome" = 'stopped')) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "outcomes_stopped"
FROM "dossiers"
WHERE ((("received_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP) AND (("closed_at" IS NULL) OR ("closed_at" >= '2021-12-31 17:00:00'::TIMESTAMP)))) GROUP BY ALL
