"""A document with every kind of block, for the tests of papers. Persons appear by post."""

from motcua.foundation.papers.public import (
    Appendix,
    Centred,
    Check,
    Column,
    Document,
    Heading,
    Level,
    Listing,
    Note,
    Paragraph,
    Run,
    Signature,
    Table,
)

ADDRESS = "https://motcua.localhost/kiem-tra/ket-luan/42"
FIGURE = "https://motcua.localhost/so-lieu/dung-han"
COUNTED = "Số hồ sơ"
TABLE = Table(
    (
        Column("Lĩnh vực", width=3, words=True),
        Column("Tổng số", over=COUNTED, number="(1)"),
        Column("Đúng hạn", over=COUNTED, number="(2)"),
        Column("Ghi chú", width=2, words=True),
    ),
    (
        ("Đất đai", "1.234", "1.200", (Run("còn "), Run("34", bold=True))),
        ("Hộ tịch", "882", "882", (Run("mở ra hồ sơ", address=FIGURE),)),
    ),
    caption="Bảng 1. Kết quả giải quyết thủ tục hành chính",
)
NOTICE = Document(
    above="Ủy ban nhân dân tỉnh Mẫu",
    issuer="Sở Nội vụ",
    number="5",
    sign="TB-SNV",
    place="Mẫu",
    kind="Thông báo",
    about="Kết quả kiểm tra công tác cải cách hành chính năm 2022 tại huyện Mẫu",
    blocks=(
        Paragraph((Run("Căn cứ Kế hoạch số 12/KH-SNV ngày 05 tháng 01 năm 2022 của Sở Nội vụ;", italic=True),)),
        Paragraph(
            "Từ ngày 12 tháng 10 đến ngày 14 tháng 10 năm 2022, Đoàn kiểm tra đã làm việc tại huyện và hai xã. "
            "Sau khi xem xét báo cáo tự kiểm tra, sổ theo dõi và hồ sơ, Sở Nội vụ thông báo kết quả như sau:"
        ),
        Heading(Level.PART, "I", "Kết quả đạt được"),
        Heading(Level.CHAPTER, "II", "Cải cách thủ tục hành chính"),
        Heading(Level.SECTION, "1", "Tiếp nhận hồ sơ"),
        Heading(Level.ARTICLE, "3", "Trách nhiệm của bộ phận một cửa"),
        Heading(Level.HEADING, "I", "Ưu điểm"),
        Heading(Level.CLAUSE, "1", "Về giải quyết thủ tục hành chính"),
        Paragraph(
            (
                Run("Trong kỳ đã giải quyết "),
                Run("2.116 hồ sơ", bold=True),
                Run(", đúng hạn 98,4 %", note=Note("Tính đến 24 giờ ngày 14/10/2022; mở ra các hồ sơ tại", FIGURE)),
                Run(" theo "),
                Run("định nghĩa chỉ tiêu", address=FIGURE, italic=True),
                Run("."),
            ),
            number="1.1.",
        ),
        Listing(("Niêm yết công khai đầy đủ;", "Có sổ theo dõi;")),
        Listing(("Gửi thư xin lỗi;", "Hẹn lại ngày trả;", "Ghi rõ lý do;", "Báo cáo;", "Lưu hồ sơ."), lettered=True),
        TABLE,
        Centred("KẾT LUẬN:"),
        Paragraph("Đề nghị Ủy ban nhân dân huyện khắc phục trước ngày 30 tháng 11 năm 2022./."),
    ),
    signatures=(
        Signature("Phó Giám đốc", authority=("KT. GIÁM ĐỐC",), hint="(Ký tên, đóng dấu)", name="Người ký theo chức vụ"),
    ),
    receivers=("Như trên", "Ủy ban nhân dân tỉnh (để báo cáo)", "Lưu: VT, CCHC"),
    appendices=(Appendix("Danh sách hồ sơ chậm", (Paragraph("Không có hồ sơ nào."), TABLE), number="I"),),
    check=Check(ADDRESS, "Kiểm tra tại motcua.localhost/kiem-tra/ket-luan/42 · dấu vết 3f9a 77c1"),
    draft="Dự thảo lần 2",
)
LETTER = Document(
    above="Ủy ban nhân dân tỉnh Mẫu",
    issuer="Sở Nội vụ",
    sign="SNV-CCHC",
    place="Mẫu",
    about="chuẩn bị báo cáo tự kiểm tra",
    addressees=("Ủy ban nhân dân huyện Mẫu", "Phòng Nội vụ huyện Mẫu"),
    blocks=(Paragraph("Sở Nội vụ đề nghị các cơ quan chuẩn bị báo cáo tự kiểm tra theo đề cương gửi kèm./."),),
    signatures=(Signature("Giám đốc"),),
    receivers=("Như trên", "Lưu: VT"),
)
