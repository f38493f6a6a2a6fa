SELECT CAST(count() AS BIGINT) AS "pending_total",
  CAST(COALESCE(sum((CASE WHEN ("late_from" > '2022-10-14 17:00:00'::TIMESTAMP) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "pending_in_time",
  CAST(COALESCE(sum((CASE WHEN ("late_from" <= '2022-10-14 17:00:00'::TIMESTAMP) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "pending_overdue"
FROM "dossier_spans"
WHERE ((("pending" AND ("end_at" > '2022-10-14 16:59:59.999999'::TIMESTAMP)) AND ("start_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP))) GROUP BY ALL
