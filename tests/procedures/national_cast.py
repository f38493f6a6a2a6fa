"""Records as the national portal gives them out, in both shapes, of procedures that there are not."""

from typing import Any

HEAD_WAYS = "Hình thức nộpThời gianPhí, lệ phíMô tả"
HEAD_PAPERS = "Tên giấy tờMẫu đơn, tờ khaiSố lượng"


def flat(**other: str) -> dict[str, Any]:
    """Give a record whose tables have been run together."""
    return {
        "ma_thu_tuc": "9.000001",
        "ten_thu_tuc": "Cấp phép mẫu",
        "so_quyet_dinh": "1/QĐ-MAU",
        "cap_thuc_hien": "Cấp tỉnh, Cấp xã",
        "linh_vuc": "Lĩnh vực mẫu",
        "doi_tuong_thuc_hien": "Công dân Việt Nam",
        "co_quan_co_tham_quyen": "Ủy ban nhân dân cấp xã",
        "co_quan_thuc_hien": "Phòng mẫu",
        "trinh_tu_thuc_hien": "Bước 1: nộp. Bước 2: nhận.",
        "cach_thuc_thuc_hien": f"{HEAD_WAYS}Trực tuyến3 Ngày làm việcMiễn phíTrực tiếp3 Ngày làm việcMiễn phí",
        "thanh_phan_ho_so": f"--{HEAD_PAPERS}Tờ khai1 bản chínhGiấy ủy quyền1 bản chính,1 bản sao",
        "can_cu_phap_ly": "Tên văn bản pháp lýMã văn bảnLuật mẫu1/2020/QH14",
        "yeu_cau_dieu_kien": "Không có thông tin",
        "ket_qua_xu_ly": "Giấy phép mẫuMã: KQ.G01.000001Từ khóaphépMô tảKhông có thông tinChọn cơ quan thực hiệnx",
    } | other


def structured(**other: Any) -> dict[str, Any]:
    """Give a record whose tables are lists of rows."""
    ways = [
        {"hinh_thuc": name, "thoi_han_giai_quyet": "07 Ngày", "phi_le_phi": "Phí : 0 Đồng", "mo_ta": ""}
        for name in ("Trực tiếp", "Dịch vụ bưu chính")
    ]
    tables = {
        "hinh_thuc_nop": ways,
        "thanh_phan_ho_so": [
            {"ten_giay_to": "Đơn", "so_luong": "mau.docx", "ghi_chu": "Bản chính: 1\nBản sao: 2"},
        ],
        "can_cu_phap_ly": [
            {
                "so_ky_hieu": "1/2020/QH14",
                "trich_yeu": "Luật mẫu",
                "ngay_ban_hanh": "01-01-2020",
                "co_quan_ban_hanh": "QH",
            }
        ],
    }
    return {
        "metadata": {
            "mã_thủ_tục": "9.000002",
            "tên_thủ_tục": "Thu hồi mẫu",
            "số_quyết_định": "2/QĐ-MAU",
            "cấp_thực_hiện": "Cấp Xã",
            "lĩnh_vực": "Lĩnh vực mẫu",
        },
        "content": {
            "trình_tự_thực_hiện": "Bước 1: nộp.",
            "đối_tượng_thực_hiện": "Công dân",
            "cơ_quan_thực_hiện": "Ủy ban nhân dân xã",
            "kết_quả_thực_hiện": "Quyết định mẫu",
        },
        "tables": tables | other,
    }
