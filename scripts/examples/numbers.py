"""Identifiers that pass every check and can belong to nobody. Each is given out once.

Credit codes are built on MAXXXX, far beyond what has been given out. Resident numbers are of the division 440101
(市辖区), where nobody is registered, and all of one birthday. Mobiles are those around the well-known 13800138000,
landlines begin with 8000. Serial numbers of patents, trade marks and certificates are far above the real ones.
"""

from __future__ import annotations

from itertools import count

from stdnum.cn import ric

from ipforms.codes import org_code, patent, uscc

_TYPES = {"invention": 1, "utility_model": 2, "design": 3}


class Numbers:
    """A block of each kind of number, from `start` on."""

    def __init__(self, start: int, area: str) -> None:
        self._area = area
        self._codes, self._people, self._mobiles = (
            count(start),
            count(start),
            count(start),
        )
        self._landlines, self._patents, self._marks = (
            count(start * 10),
            count(start * 100),
            count(start * 10),
        )
        self._certificates, self._accounts = count(start), count(start)

    def credit_code(self, division: str, kind: str = "91", prefix: str = "MA") -> str:
        """统一社会信用代码 of an office."""
        high, low = divmod(next(self._codes), len(uscc.ALPHABET))
        body = f"{prefix}XXXX{uscc.ALPHABET[high]}{uscc.ALPHABET[low]}"
        code = f"{kind}{division}{body}{org_code.check_character(body)}"
        return code + uscc.check_character(code)

    def resident_id(self) -> str:
        """身份证号码."""
        body = f"44010119800101{next(self._people):03d}"
        return body + ric.calc_check_digit(body + "0")

    def mobile(self) -> str:
        """手机号码."""
        return f"13800138{next(self._mobiles):03d}"

    def landline(self, extension: str = "") -> str:
        """固定电话."""
        number = f"{self._area}-8000{next(self._landlines):04d}"
        return f"{number}-{extension}" if extension else number

    def patent(self, year: int, kind: str) -> str:
        """专利号."""
        body = f"{year}{_TYPES[kind]}{9_900_000 + next(self._patents):07d}"
        return patent.format(body + patent.check_character(body))

    def trade_mark(self) -> str:
        """商标注册号."""
        return str(99_900_000 + next(self._marks))

    def certificate(self, year: int, province: str) -> str:
        """高新技术企业证书编号."""
        return f"GR{year}{province}{990_000 + next(self._certificates):06d}"

    def account(self) -> str:
        """银行账号."""
        return f"36020000000000{next(self._accounts):05d}"
