"""Where towns lie, out of the GeoNames list that ships in a wheel; no network is asked.

GeoNames (https://www.geonames.org/) is licensed under CC BY 4.0: what is drawn of it names it.
"""

from integrations.gazetteer.geonames import GeoNames

__all__ = ["GeoNames"]
