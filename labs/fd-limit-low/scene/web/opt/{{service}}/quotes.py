"""What an article costs for a customer."""


class Quotes:
    def __init__(self, catalog, prices):
        self.catalog = catalog
        self.currency = prices["currency"]
        self.factor = 100 + prices["markup_percent"]

    def total_cents(self, unit, quantity):
        """The price of `quantity` pieces, rounded half up to whole cents."""
        return (unit * quantity * self.factor + 50) // 100

    async def quote(self, sku, quantity):
        unit = await self.catalog.unit_cents(sku)
        return {
            "sku": sku,
            "quantity": quantity,
            "unit_cents": unit,
            "total_cents": self.total_cents(unit, quantity),
            "currency": self.currency,
        }
