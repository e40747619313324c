"""The working precision, as FLINT keeps it: in digits, and in bits."""


class Precision:
    """`prec` bits, of which `dps` decimal digits are asked."""

    prec = 53

    @property
    def dps(self) -> int:
        return max(1, int((self.prec - 1) / 3.3219280948873626))

    @dps.setter
    def dps(self, digits: int) -> None:
        self.prec = int(digits * 3.3219280948873626) + 2


ctx = Precision()
