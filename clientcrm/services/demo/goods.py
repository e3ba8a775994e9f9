"""The shelf of the tea shop in both languages: one list, so that both shops sell the same."""

from __future__ import annotations

from clientcrm.services.demo.content import Goods

# code, Russian, English, roubles, pounds, how often it is taken, marks: f festive, t first try, w by weight, b bulk
_SHELF = """
U01|Те Гуань Инь, 50 г|Tie Guan Yin, 50 g|420|6.80|95|t
U02|Те Гуань Инь «Осенний», 50 г|Autumn Tie Guan Yin, 50 g|690|9.50|42|
U03|Да Хун Пао, 50 г|Da Hong Pao, 50 g|620|8.90|78|
U04|Да Хун Пао «Старые кусты», 25 г|Da Hong Pao Old Bushes, 25 g|1450|17.50|14|f
U05|Молочный улун, 100 г|Milk Oolong, 100 g|560|7.90|88|t
U06|Габа Алишань, 50 г|GABA Alishan, 50 g|780|10.20|36|
U07|Дун Дин, 50 г|Dong Ding, 50 g|640|8.80|24|
U08|Фэн Хуан Дань Цун, 50 г|Phoenix Dan Cong, 50 g|890|12.40|20|
P01|Шу пуэр «Старые деревья», 100 г|Shu Puerh Old Trees, 100 g|720|9.80|72|
P02|Шу пуэр рассыпной, кг|Loose Shu Puerh, kg|4200|58.00|40|wb
P03|Шу пуэр в мандарине, 1 шт.|Puerh in Mandarin, 1 pc|160|2.40|96|t
P04|Шен пуэр 2019 года, блин 357 г|Sheng Puerh 2019, 357 g cake|2900|36.00|15|
P05|Шен пуэр весенний, 50 г|Spring Sheng Puerh, 50 g|540|7.40|26|
P06|Пуэр «Дворцовый», 100 г|Palace Puerh, 100 g|980|13.20|28|
P07|Пуэр-смола, 5 г|Puerh Resin, 5 g|390|5.60|18|
G01|Лунцзин, 50 г|Longjing, 50 g|740|9.90|46|
G02|Би Ло Чунь, 50 г|Bi Luo Chun, 50 g|680|9.20|32|
G03|Сенча, 100 г|Sencha, 100 g|460|6.50|64|
G04|Матча церемониальная, 30 г|Ceremonial Matcha, 30 g|1350|16.00|30|
G05|Матча кулинарная, 100 г|Culinary Matcha, 100 g|990|12.00|26|b
G06|Гёкуро, 50 г|Gyokuro, 50 g|1250|15.50|12|
G07|Жасминовые жемчужины, 50 г|Jasmine Pearls, 50 g|590|8.20|58|
G08|Зелёный с жасмином, кг|Green Jasmine, kg|2600|36.00|36|wb
W01|Бай Му Дань (белый пион), 50 г|White Peony, 50 g|560|7.80|40|
W02|Серебряные иглы, 25 г|Silver Needle, 25 g|830|11.00|22|f
W03|Белый чай, блин 2018 года, 100 г|White Tea 2018, 100 g cake|1180|14.50|14|
R01|Дянь Хун, 100 г|Dian Hong, 100 g|480|6.60|84|
R02|Дянь Хун «Золотые почки», 50 г|Golden Buds Dian Hong, 50 g|720|9.60|30|f
R03|Цзинь Цзюнь Мэй, 50 г|Jin Jun Mei, 50 g|960|12.80|18|
R04|Ассам, кг|Assam, kg|2100|29.00|48|wb
R05|Дарджилинг первого сбора, 50 г|First Flush Darjeeling, 50 g|640|8.90|28|
R06|Эрл Грей, 100 г|Earl Grey, 100 g|390|5.40|92|b
R07|Цейлон ОРА, кг|Ceylon OPA, kg|1900|27.00|44|wb
R08|Лапсанг сушонг, 50 г|Lapsang Souchong, 50 g|520|7.20|20|
H01|Иван-чай с чабрецом, 100 г|Fireweed with Thyme, 100 g|320|4.60|60|
H02|Ройбуш «Крем-карамель», 100 г|Rooibos Crème Caramel, 100 g|360|5.00|66|
H03|Гречишный чай, 100 г|Buckwheat Tea, 100 g|280|4.20|40|
H04|Облепиховый сбор, 100 г|Sea Buckthorn Blend, 100 g|380|5.20|38|
H05|Каркаде, кг|Hibiscus, kg|1200|17.00|30|wb
H06|Горный травяной сбор, 100 г|Mountain Herbs, 100 g|410|5.60|34|
H07|Ромашка с мятой, 100 г|Chamomile and Mint, 100 g|290|4.20|42|
H08|Фруктовый «Вишнёвый сад», 100 г|Cherry Orchard Fruit Tea, 100 g|340|4.80|50|
C01|Кофе Эфиопия Иргачефф, 250 г|Ethiopia Yirgacheffe Coffee, 250 g|760|9.40|44|b
C02|Кофе Бразилия Сантос, 250 г|Brazil Santos Coffee, 250 g|620|7.80|52|b
C03|Кофе Колумбия, 1 кг|Colombia Coffee, 1 kg|2150|26.00|20|b
C04|Какао-тёртое, 200 г|Cocoa Mass, 200 g|540|6.90|16|
S01|Мёд липовый, 350 г|Lime Blossom Honey, 350 g|520|6.80|46|
S02|Мёд с облепихой, 250 г|Honey with Sea Buckthorn, 250 g|460|6.20|30|f
S03|Варенье из сосновых шишек, 250 г|Pine Cone Preserve, 250 g|390|5.60|28|f
S04|Пастила яблочная, 100 г|Apple Pastila, 100 g|260|3.60|54|
S05|Шоколад 72 %, 100 г|Dark Chocolate 72 %, 100 g|310|3.90|62|
S06|Орехи в меду, 200 г|Nuts in Honey, 200 g|420|5.80|32|f
S07|Имбирное печенье, 150 г|Ginger Biscuits, 150 g|240|3.40|48|f
S08|Финики королевские, 500 г|Medjool Dates, 500 g|690|8.60|26|
T01|Гайвань фарфоровая, 120 мл|Porcelain Gaiwan, 120 ml|890|12.00|24|
T02|Чайник исинский, 180 мл|Yixing Teapot, 180 ml|4900|64.00|6|f
T03|Чайник стеклянный, 600 мл|Glass Teapot, 600 ml|1290|16.00|22|
T04|Чахай стеклянный, 200 мл|Glass Pitcher, 200 ml|720|9.50|18|
T05|Пиала «Цветение», 60 мл|Blossom Cup, 60 ml|380|5.20|40|
T06|Набор пиал, 6 шт.|Set of Six Cups|1900|24.00|12|f
T07|Термос с ситечком, 350 мл|Flask with Strainer, 350 ml|1650|19.50|28|f
T08|Чабань бамбуковая|Bamboo Tea Tray|3400|42.00|7|f
T09|Ситечко, нержавеющая сталь|Steel Strainer|350|4.80|26|
T10|Венчик для матчи|Matcha Whisk|790|10.50|14|
T11|Кружка с крышкой, 400 мл|Mug with Lid, 400 ml|950|12.50|30|f
T12|Чайница жестяная, 100 г|Tin Caddy, 100 g|290|3.90|32|f
N01|Набор «Знакомство», 5 чаёв|Starter Set, 5 teas|790|10.90|34|t
N02|Подарочный набор «Зимний вечер»|Winter Evening Gift Set|2400|29.00|16|f
N03|Подарочный набор «Для неё»|Gift Set for Her|1950|24.00|14|f
N04|Подарочный набор «Кабинетный»|Office Gift Set|3600|44.00|9|f
N05|Новогодний адвент-календарь|Advent Calendar|2900|36.00|8|f
N06|Сертификат подарочный 3 000|Gift Voucher 30|3000|30.00|12|f
N07|Открытка с пробником|Card with a Sample|190|2.80|36|f
D01|Доставка курьером|Courier Delivery|350|4.50|34|
D02|Чайная церемония на двоих|Tea Ceremony for Two|3200|38.00|10|f
D03|Дегустация «Улуны Тайваня»|Taiwan Oolong Tasting|1500|18.00|12|t
"""
_RUSSIAN, _ENGLISH, _ROUBLES, _POUNDS = 1, 2, 3, 4


def goods_in(language: str) -> tuple[Goods, ...]:
    """Everything that the shop sells, with its prices of today."""
    lines = [line.split("|") for line in _SHELF.strip().splitlines()]
    russian = language == "ru"
    return tuple(
        Goods(
            code=line[0],
            name=line[_RUSSIAN if russian else _ENGLISH],
            price=round(float(line[_ROUBLES if russian else _POUNDS]) * 100),
            weight=int(line[5]),
            festive="f" in line[6],
            first="t" in line[6],
            loose="w" in line[6],
            bulk="b" in line[6],
        )
        for line in lines
    )
