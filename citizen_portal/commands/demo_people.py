"""Who can log in at the identity simulator of the demo; all are invented."""

from __future__ import annotations

DEMO_PEOPLE: tuple[tuple[str, str, str], ...] = (
    ("022085000011", "Nguyễn Văn An", "citizen, phường Hạ Long"),
    ("022190000022", "Trần Thị Bình", "citizen, phường Bãi Cháy"),
    ("022205000033", "Lý A Sáng", "citizen, level-1 identity only"),
    ("022080000044", "Lê Minh Cường", "legal representative of a company"),
    ("022188000055", "Phạm Thị Dung", "one-stop officer, UBND phường Hạ Long"),
    ("022083000066", "Hoàng Văn Em", "case officer, UBND phường Hạ Long"),
    ("022175000077", "Vũ Thị Giang", "approver, UBND phường Hạ Long"),
    ("022182000088", "Đỗ Thị Hải", "one-stop officer, UBND phường Bãi Cháy"),
    ("022081000111", "Trịnh Văn Lâm", "one-stop and case officer, Công an phường Hạ Long"),
    ("022178000122", "Đinh Thị Mai", "approver, Công an phường Hạ Long"),
    ("022186000099", "Ngô Thị Hoa", "case officer, Sở Tài chính"),
    ("022184000133", "Tạ Thị Ngân", "one-stop and case officer, Bảo hiểm xã hội cơ sở Hạ Long"),
    ("022077000144", "Đặng Văn Phúc", "approver, Bảo hiểm xã hội cơ sở Hạ Long"),
    ("022087000155", "Cao Văn Quý", "one-stop and case officer, Công an tỉnh Quảng Ninh"),
    ("022176000166", "Mạc Thị Sen", "approver, Công an tỉnh Quảng Ninh"),
    ("022079000100", "Bùi Văn Khoa", "administrator"),
)
