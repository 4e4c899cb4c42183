"""What shoppers fill in, for tests of the pages on which they act."""

ADDRESS = {
    "name": "Alva Åkesson",
    "street": "Nygatan 5",
    "street2": "",
    "postal_code": "211 40",
    "city": "Malmö",
    "region": "",
    "country": "SE",
}
