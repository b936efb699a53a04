"""The papers: land, drawings, and what the house and its design call for."""

from __future__ import annotations

from citizen_portal.plugin_api import DocumentRequirement, Text
from plugins.procedures.house_building_permit.design import APPRAISED, FIRE_CHECKED
from plugins.procedures.house_building_permit.law import DECREE, FIRE_SAFETY, LAND_PAPERS
from plugins.procedures.house_building_permit.owner import FOR_ANOTHER
from plugins.procedures.house_building_permit.plot import BESIDE_OTHERS

# The national list has one component for the drawings and what comes with them.
_DESIGN = "000.00.00.G17-KQ002712"

DOCUMENTS = (
    DocumentRequirement(
        name="giay-to-dat-dai",
        title=Text(
            "Một trong các giấy tờ hợp pháp về đất đai", "One of the lawful papers for the land"
        ),
        hint=Text(
            "Ví dụ: giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất. "
            "Khi dữ liệu đã có trong Cơ sở dữ liệu quốc gia về đất đai và cơ sở dữ liệu này được "
            "vận hành thì không phải nộp.",
            "For example the certificate of land use rights. It is no longer asked for once the "
            "national land database holds it and works.",
        ),
        component_code="G17-KQ003215",
        reusable=True,
        legal_basis=LAND_PAPERS,
    ),
    DocumentRequirement(
        name="ban-ve-thiet-ke",
        title=Text("02 bộ bản vẽ thiết kế xây dựng", "2 sets of the building drawings"),
        hint=Text(
            "Chỉ nhận tệp PDF: tệp DWG phải được xuất ra PDF. Mỗi bộ gồm: mặt bằng công trình "
            "trên lô đất kèm sơ đồ vị trí; mặt bằng các tầng, các mặt đứng và mặt cắt chính; mặt "
            "bằng móng, mặt cắt móng kèm sơ đồ đấu nối cấp nước, thoát nước, cấp điện. Bản giấy "
            "của 02 bộ nộp tại bộ phận một cửa hoặc qua bưu chính.",
            "PDF files only: save DWG files as PDF. Each set has: the building on the lot with a "
            "site plan; plans of the floors, elevations and main sections; plan and sections of "
            "the foundation with the connections to water, drains and electricity. The 2 sets on "
            "paper go to the one-stop desk or by post.",
        ),
        component_code=_DESIGN,
        most_files=20,
        legal_basis=DECREE,
    ),
    DocumentRequirement(
        name="ket-qua-phong-chay-chua-chay",
        title=Text(
            "Kết quả thủ tục hành chính về phòng cháy, chữa cháy",
            "Result of the procedure on fire safety",
        ),
        component_code=_DESIGN,
        needed_when=FIRE_CHECKED,
        legal_basis=FIRE_SAFETY,
    ),
    DocumentRequirement(
        name="bao-cao-tham-tra-thiet-ke",
        title=Text(
            "Báo cáo kết quả thẩm tra thiết kế xây dựng", "Report on the appraisal of the design"
        ),
        component_code=_DESIGN,
        needed_when=APPRAISED,
        legal_basis=DECREE,
    ),
    DocumentRequirement(
        name="cam-ket-cong-trinh-lien-ke",
        title=Text(
            "Bản cam kết bảo đảm an toàn đối với công trình liền kề",
            "Undertaking to keep the buildings beside it safe",
        ),
        component_code=_DESIGN,
        needed_when=BESIDE_OTHERS,
        legal_basis=DECREE,
    ),
    DocumentRequirement(
        name="giay-uy-quyen",
        title=Text("Văn bản ủy quyền của chủ đầu tư", "The owner's written authorisation"),
        hint=Text(
            "Ghi rõ người được ủy quyền và việc nộp hồ sơ, nhận kết quả.",
            "It names the person authorised to file and to receive the result.",
        ),
        needed_when=FOR_ANOTHER,
    ),
)
