"""A small checklist for tests."""

SMALL = """
code = "small"
title = "Danh mục mẫu"
valid_from = 2020-01-01
source = "viết cho phép thử"
sure = "mẫu minh họa"

[[sections]]
field = "steering"
[[sections.criteria]]
code = "1.1"
title = "Kế hoạch"
[[sections.criteria.questions]]
code = "1.1.1"
text = "Có ban hành kế hoạch cải cách hành chính trong năm không?"
register = "reform_plan"
[[sections.criteria.questions]]
code = "1.1.2"
text = "Chủ tịch huyện có nghe báo cáo không?"
evidence = true
levels = ["district"]

[[sections]]
field = "procedures"
[[sections.criteria]]
code = "2.1"
title = "Giải quyết hồ sơ"
[[sections.criteria.questions]]
code = "2.1.1"
text = "Hồ sơ giải quyết đúng hạn?"
indicator = "dossiers.on_time"
[[sections.criteria.questions]]
code = "2.1.2"
text = "Phiếu hẹn ghi đủ nội dung?"
observation = true
counted = "phiếu"
"""
