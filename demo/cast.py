"""The shoppers and the goods of the demo, all invented; what happens to them is in stories.py."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Shopper:
    """Somebody who orders; `mailbox` is the part of the address before @example.com."""

    first_name: str
    last_name: str
    mailbox: str
    street: str
    postal_code: str
    city: str
    country: str = "SE"
    locale: str = "sv-SE"

    @property
    def name(self) -> str:
        """Return the whole name."""
        return f"{self.first_name} {self.last_name}"


@dataclass(frozen=True, slots=True)
class Product:
    """Something on sale; the price is in kronor, with the tax in it.

    `tag` is what the shop puts on orders that hold it.
    """

    title: str
    sku: str
    price: Decimal
    variant: str = ""
    tag: str = ""

    @property
    def number(self) -> int:
        """Return the number that the shops' own ids of it are made of."""
        return int(self.sku[-2:])

    @property
    def picture(self) -> str:
        """Return where its picture lies on the product's own address, drawn by us."""
        return f"/demo/static/goods/{self.sku.lower()}.svg"


@dataclass(frozen=True, slots=True)
class Line:
    """How many of a product are ordered."""

    product: Product
    quantity: int = 1

    @property
    def total(self) -> Decimal:
        """Return the price of all of them."""
        return self.product.price * self.quantity


SHOPPERS = (
    Shopper("Ella", "Lund", "ella.lund", "Ängsvägen 4", "118 25", "Stockholm"),
    Shopper("Noah", "Ek", "noah.ek", "Hamngatan 12", "411 06", "Göteborg"),
    Shopper("Maja", "Dahl", "maja.dahl", "Storgatan 31", "903 26", "Umeå"),
    Shopper("Sam", "Rivers", "sam.rivers", "8 Mill Lane", "BS1 4QA", "Bristol", "GB", "en-GB"),
    Shopper("Alma", "Berg", "alma.berg", "Lilla torg 2", "211 34", "Malmö"),
    Shopper("Robin", "Hill", "robin.hill", "Kungsgatan 9", "753 20", "Uppsala", "SE", "en"),
    Shopper("Hugo", "Sand", "hugo.sand", "Norra vägen 17", "981 31", "Kiruna"),
    Shopper("Alex", "Moor", "alex.moor", "Gartenweg 6", "20095", "Hamburg", "DE", "en"),
    Shopper("Lova", "Strand", "lova.strand", "Visbygatan 3", "621 55", "Visby"),
    Shopper("Kim", "Brook", "kim.brook", "21 Orchard Row", "LS1 4DY", "Leeds", "GB", "en-GB"),
)

TRICKSTER = Shopper(
    '<script>alert("hej")</script>',
    "🎁 O'Brien & Söner",
    "trickster",
    "<img src=x onerror=alert(1)> 1",
    "582 23",
    "Linköping",
    "SE",
    "en",
)
RIGHT_TO_LEFT = Shopper(
    "ليلى", "نور", "layla.noor", "Östra gatan 5", "702 10", "Örebro", "SE", "en"
)

PRODUCTS = (
    Product("Linen tea towel", "LIN-01", Decimal("149.00"), "Sand"),
    Product("Stoneware mug", "MUG-02", Decimal("219.00")),
    Product("Wool blanket", "WOL-03", Decimal("899.00"), "130 by 180 cm"),
    Product("Oak stool", "OAK-04", Decimal("1295.00"), tag="furniture"),
    Product("Beeswax candles, 6 pcs", "WAX-05", Decimal("179.00")),
    Product("Salt & pepper mill", "MIL-06", Decimal("449.00"), "Birch"),
    Product("Cotton bedding set", "BED-07", Decimal("1099.00"), "150 by 210 cm", "bulky"),
    Product("Café tray", "TRY-08", Decimal("329.00"), "Round"),
    Product("Desk lamp", "LMP-09", Decimal("749.00"), "Brass"),
    Product("Potting soil, 20 l", "SOI-10", Decimal("129.00"), tag="heavy"),
)
ODD_PRODUCTS = (
    Product("مصباح 🕯️ lantern", "ODD-11", Decimal("399.00")),
    Product("<b>Bold</b> poster & frame </td>", "ODD-12", Decimal("259.00"), "“A3” <i>large</i>"),
)
