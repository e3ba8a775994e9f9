"""The demo shop in English: "Tea House"."""

from __future__ import annotations

from clientcrm.services.demo.content import City, SegmentNames, ShopWords, Talk, TierReasons
from clientcrm.services.demo.goods import goods_in

_MEN = """
Adam Alan Alex Andrew Anthony Arthur Ben Callum Charles Christopher Colin Daniel David Edward Ethan Finn Gareth George
Graham Harry Henry Ian Jack Jacob James John Joseph Leo Liam Luke Mark Martin Matthew Michael Nathan Nicholas Oliver
Oscar Patrick Paul Peter Philip Rhys Robert Ryan Samuel Simon Stephen Stuart Theo Thomas Toby William
"""
_WOMEN = """
Abigail Alice Amelia Amy Anna Beatrice Bethany Bridget Caroline Charlotte Chloe Clare Daisy Eleanor Elizabeth Ella
Emily Emma Esme Eva Evelyn Fiona Florence Frances Grace Hannah Harriet Heather Helen Imogen Isabel Ivy Jane Jessica
Joanna Julia Karen Kate Laura Lily Lucy Lydia Margaret Martha Mary Matilda Megan Molly Nina Olivia Phoebe Poppy Rachel
Rebecca Rose Ruth Sarah Sophie Susan Tamsin Victoria Violet Zoe
"""
_SURNAMES = """
Abbott Adams Allen Anderson Armstrong Atkinson Bailey Baker Barker Barnes Bell Bennett Berry Black Booth Bradley
Brooks Brown Burns Butler Campbell Carr Carter Chambers Chapman Clark Cole Collins Cook Cooper Cox Cunningham Davies
Dawson Day Dean Dixon Doyle Edwards Elliott Ellis Evans Fisher Fletcher Foster Fox Fraser Gibson Gill Gordon Graham
Grant Gray Green Griffiths Hall Hamilton Harper Harris Harrison Hart Harvey Hawkins Henderson Hill Holmes Hopkins
Howard Hudson Hughes Hunt Hunter Hussain Jackson James Jenkins Johnson Jones Kaur Kelly Kennedy Khan King Knight Lane
Lawrence Lawson Lee Lewis Lloyd Marshall Martin Mason Matthews McDonald Mehta Miller Mills Mitchell Moore Morgan
Morris Murphy Murray Newman Nicholls Okafor Owen Palmer Parker Patel Payne Pearce Perry Phillips Poole Porter Powell
Price Reid Reynolds Richards Roberts Robertson Robinson Rogers Rose Ross Russell Ryan Saunders Scott Sharp Shaw
Simpson Singh Smith Spencer Stevens Stewart Stone Taylor Thomas Thompson Turner Walker Wallace Walsh Ward Watson Webb
West White Wilkinson Williams Wilson Wood Wright Yang Young
"""
_PHONES = "400 411 500 511 711 722 733 744 755 788 811 822 833 855 877 922"

ENGLISH = ShopWords(
    shop="Tea House",
    owner="Marina Lebedeva",
    portfolio="Shop",
    currency="GBP",
    time_zone="Europe/London",
    region="GB",
    country="United Kingdom",
    men=tuple(_MEN.split()),
    women=tuple(_WOMEN.split()),
    surnames=tuple((name, name) for name in _SURNAMES.split()),
    patronymics=(),
    short_names=(
        ("Kate", "female"),
        ("Lizzie", "female"),
        ("Sue", "female"),
        ("Jo", "female"),
        ("Tom", "male"),
        ("Nick", "male"),
        ("Mike", "male"),
    ),
    cities=(
        City("London", 480, "Greater London", "N"),
        City("Croydon", 34, "Greater London", "CR0"),
        City("Richmond", 32, "Greater London", "TW9"),
        City("Watford", 28, "Hertfordshire", "WD17"),
        City("St Albans", 26, "Hertfordshire", "AL1"),
        City("Reading", 24, "Berkshire", "RG1"),
        City("Guildford", 22, "Surrey", "GU1"),
        City("Brighton", 26, "East Sussex", "BN1"),
        City("Oxford", 22, "Oxfordshire", "OX1"),
        City("Cambridge", 20, "Cambridgeshire", "CB1"),
        City("Bristol", 16, "Bristol", "BS1"),
        City("Bath", 12, "Somerset", "BA1"),
        City("Birmingham", 14, "West Midlands", "B1"),
        City("Manchester", 14, "Greater Manchester", "M1"),
        City("York", 10, "North Yorkshire", "YO1"),
        City("Edinburgh", 12, "Edinburgh", "EH1"),
    ),
    streets=(
        "High Street",
        "Station Road",
        "Church Lane",
        "Park Avenue",
        "Mill Road",
        "Victoria Street",
        "Green Lane",
        "Orchard Close",
        "Kings Road",
        "Chapel Street",
        "Albert Terrace",
        "The Crescent",
    ),
    address="Flat {flat}, {house} {street}",
    phone_starts=tuple(f"+447{code}" for code in _PHONES.split()),
    mail_hosts=("mail.example", "post.example", "inbox.example"),
    trades=(
        "Café",
        "Hotel",
        "Restaurant",
        "Coworking",
        "Clinic",
        "Studio",
        "Salon",
        "Bakery",
        "Print",
        "Fitness",
        "Motors",
        "School",
        "Guest House",
    ),
    company_names=(
        "Birch Tree",
        "Vector",
        "Veranda",
        "Prana",
        "Corner",
        "Careway",
        "Rhythm",
        "Wheatsheaf",
        "Granite",
        "Lily",
        "Argument",
        "Sail",
        "Letterpress",
        "Orbit",
        "Bookmark",
        "Little Boat",
        "Midday",
        "Line",
        "Apple Orchard",
        "Lighthouse",
    ),
    company_forms=("{name} {trade} Ltd", "{name} Ltd", "{name} LLP"),
    positions=("manager", "office manager", "director", "bookkeeper", "head chef", "receptionist"),
    sources=(
        ("Walked in", 30),
        ("Recommendation", 24),
        ("Maps", 16),
        ("Instagram", 12),
        ("Website", 10),
        ("Fair", 5),
        ("Tasting", 3),
    ),
    tags=(
        ("Loves oolong", 22),
        ("Puerh", 18),
        ("Green tea", 12),
        ("Gifts", 16),
        ("Teaware", 8),
        ("Delivery", 12),
        ("Tastings", 7),
        ("Caffeine-free", 8),
        ("Coffee", 10),
    ),
    company_tag="Wholesale",
    staff=("Marina Lebedeva", "Elijah Grant", "Olivia Shaw", "Anna West"),
    notes=(
        "Buys presents for a mother abroad and always asks for nice wrapping.",
        "Dislikes smoky teas. Shu puerh only if it is soft.",
        "Daughter finishes school in June: offer a gift set.",
        "Drinks decaf; of the teas, rooibos and herbs.",
        "Works next door and comes at lunch. Please no calls before ten.",
        "Collects Yixing teapots, showed photos of the shelf.",
        "Allergic to citrus: never offer puerh in mandarin.",
        "Moved house, delivery is easier now.",
        "The whole house took up tea ceremony, they buy together.",
        "Likes to smell a tea before buying.",
        "Asked to be told when the new Longjing is in.",
        "Orders Christmas presents for a dozen colleagues.",
        "Prefers WhatsApp, does not pick up the phone.",
        "Came to a tasting and liked Dong Ding.",
        "Lives out of town, comes once a month and buys a lot.",
        "Two dogs, always asks whether they may come in.",
        "Compares prices online, values the discount.",
        "Teaches Chinese and corrects our names, kindly.",
        "Runs marathons, takes matcha instead of coffee.",
        "Three grandchildren, always buys sweets to go with tea.",
        "Keep {tea} under the counter: sad when it runs out.",
    ),
    company_notes=(
        "Pays by invoice, paperwork at the end of the month.",
        "The order comes on Wednesdays, delivery before 11.",
        "Wants large bags and the same taste from batch to batch.",
        "Orders sets for partners before holidays.",
    ),
    comments=(
        "Gift wrapping",
        "Asked for a sample",
        "Collects after six",
        "Receipt by e-mail",
        "Discount for the wait",
    ),
    twin_note="The same client was written down twice: this card is the spare one.",
    talk=Talk(
        call=(
            "Asks to keep {tea}, will come on Thursday after six.",
            "Asked whether {tea} is in. It is, expecting a visit at the weekend.",
            "Wished a happy birthday, was pleased.",
            "No answer, call again this week.",
            "Checked how long we are open on Sunday.",
            "Agreed on delivery for tomorrow.",
            "Told about the new harvest, interested.",
            "Asked about a tea ceremony for two.",
        ),
        message=(
            "Sent the list of May oolongs. Read, no answer.",
            "Wrote that {tea} was lovely, wants more.",
            "Sent a photo of the new teapot.",
            "Asked how to brew {tea}. Sent the leaflet.",
            "Reminded of Saturday's tasting, comes with a friend.",
            "Thanks for the quick delivery.",
            "Birthday discount: answered that they will pop in.",
        ),
        visit=(
            "Tasted {tea} and two more, left with a bag.",
            "Looked at the teaware, still thinking.",
            "Came to the tasting, liked {tea}.",
            "Needed help to choose a present.",
            "Looked at teapots, asked about Yixing clay.",
        ),
        note=(
            "Asks for {tea}: let know when it arrives.",
            "An anniversary is near, offer a set.",
            "Asked not to be offered flavoured teas any more.",
            "Recommends us to friends.",
            "Parking was hard, showed the yard.",
        ),
    ),
    favourite_field="Favourite tea",
    till="till",
    work_label="work",
    segments=SegmentNames("Regulars", "Sleeping", "VIP", "Birthdays, 14 days", "New this month", "Companies"),
    reasons=TierReasons(
        regular="Five visits within a year.",
        vip="Among the top three in a hundred by the year's sum.",
        advocate="Brought a friend and left a review.",
        subscribed="Agreed to news.",
        sleeping="Not seen for long, though visits used to be steady.",
        lost="More than half a year of silence.",
        dnd="Asked for no calls and no messages.",
    ),
    goods=goods_in("en"),
)
