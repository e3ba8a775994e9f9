<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru">
<context>
    <name></name>
    <message numerus="yes">
        <source>%n days</source>
        <comment>a length of time, short</comment>
        <translation>
            <numerusform>%n дн.</numerusform>
            <numerusform>%n дн.</numerusform>
            <numerusform>%n дн.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation>
            <numerusform>%n дн. назад</numerusform>
            <numerusform>%n дн. назад</numerusform>
            <numerusform>%n дн. назад</numerusform>
        </translation>
    </message>
    <message>
        <source>0.07 will become 7%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2 days ago</source>
        <comment>the day before yesterday</comment>
        <translation>позавчера</translation>
    </message>
    <message>
        <source>A field of its own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a new field with the name of the column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A quotation mark has no pair. Those lines were read as they stand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About the client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add to the note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address and company details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Already in the base</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another currency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another table below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Average check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>B</source>
        <comment>bytes</comment>
        <translation>Б</translation>
    </message>
    <message>
        <source>Below the last row begins another table. It is not loaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Birthday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>birthday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bn</source>
        <comment>money, billions</comment>
        <translation>млрд</translation>
    </message>
    <message>
        <source>Bonus points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Broken contact cards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Card number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cells with an Excel error, such as #N/A, are taken as empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>City</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client</source>
        <comment>a client state: has bought</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client ID (CRM)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client ID from another base</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client of the purchase not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client: code, phone, card or name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code in another program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Codes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comes every</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Company</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Consent to news</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consent to news</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contact person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>contacts hidden</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Country</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Created</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cut texts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date as a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date not understood</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date of purchase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Day and month in different order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digits lost by Excel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discount</source>
        <comment>of a purchase line</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discount, %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>e-mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E-mail corrected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E-mail not understood</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Elsewhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encoding guessed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Excel dropped the leading zero of the tax number; the load puts it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Excel errors in cells</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Excel keeps dates as numbers of days; the load turns the number back into a date.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Excel rounded the long number, the last digits are lost. Take the value from the source.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>finds the client at the next load</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>finds the client exactly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>finds whose purchase it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First purchase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Formulas without values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from {value}</source>
        <comment>a range of numbers</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Garbled letters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GB</source>
        <translation>ГБ</translation>
    </message>
    <message>
        <source>Group titles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Has</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Has no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Impossible birthday</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>in %n days</source>
        <translation>
            <numerusform>через %n дн.</numerusform>
            <numerusform>через %n дн.</numerusform>
            <numerusform>через %n дн.</numerusform>
        </translation>
    </message>
    <message>
        <source>Instagram</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>joins lines into a receipt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>KB</source>
        <translation>КБ</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>KPP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last purchase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last, first, middle name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loaded earlier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lost letters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>M</source>
        <comment>money, millions</comment>
        <translation>млн</translation>
    </message>
    <message>
        <source>Market</source>
        <comment>a client state: no interest yet</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MB</source>
        <translation>МБ</translation>
    </message>
    <message>
        <source>messenger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Middle name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New tier or tag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next contact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No phone and no e-mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody here has this client ID. The row comes in as a new client if the ID has the right form.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody to recognise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not all rows are read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not yet</source>
        <comment>a client who has not visited so far</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of purchases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of visits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OGRN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>opening balance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>opening balance, without receipts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Perhaps already in the base</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phone corrected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phone instead of a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phone not understood</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phone of an unknown operator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Portfolio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Position</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Postcode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Potential</source>
        <comment>a client state: interest, no purchase</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Product</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Product code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Product or service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>purchases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Purchases so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quote without a pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receipt number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refund of receipt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeated headings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Responsible</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>responsible employee</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows of different width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sale or refund</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Second e-mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Second phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sex</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>since {day}</source>
        <comment>a range of dates</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slip in the mail service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some cells hold more text than a cell may. The text was cut.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some contact cards are damaged. What could be read of them was taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some formulas were never calculated and are taken as empty. Open the file in Excel and save it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some letters mean nothing in this encoding. Choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some rows have more or fewer cells than the others. Check the delimiter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody similar is in the base. The row comes in as a new client unless you decide otherwise.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something about this value was noticed: see the report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State of the receipt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sum of purchases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sum too large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tax number (INN)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tax number with a mistake</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Telegram</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text instead of a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address was written with a slip; the load puts it right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The birthday lies in the future or more than 110 years ago. The field stays empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The check digit of the tax number does not fit. It is kept as it stands in the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the check digit will be verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The client comes in without a phone and e-mail: there will be no way to get in touch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The client has stood in the file above. Both rows become one client.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The client is in the base already. The row adds what is missing there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The column holds both day first and month first. Say which is right in the Columns step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the column stays in the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The encoding is a guess. Look at the first rows and choose another if they are odd.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file has more than 512 columns. The first 512 are taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The length is right, but no operator is known to give out such numbers. The number is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The letters came through in the wrong encoding. Choose another one in the File step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name of the mail service looks like a slip. The address is kept as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number has too few or too many digits. It is kept as text and cannot be called from the card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number was written with a slip; the load puts it right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the program counts it itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The row is a total or a footnote and is skipped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The row is the title of a group and is skipped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The row points to two different clients. Choose the right one in the Matches step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The row repeats the headings of the table and is skipped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same client twice in the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same row came in with an earlier load of this file and is skipped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sheet is longer than the program reads. The rows at the end were left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sum is in another currency than the base. It was read as a number in the currency of the base.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sum is larger than any real one. The field stays empty, the value is in the report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The value is longer than the field. It was cut, the full text goes to the note.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no name in the row: the phone or e-mail stands in for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no name, company, phone, e-mail or code in the row. Fill in one of them or skip the row.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such client in the base. Load the clients first, or let the load create them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such date. The field stays empty, the value is in the report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such tier or tag yet. The load creates it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a number. The field stays empty, the value is in the report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not an e-mail address. The text goes to the note.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tier: {name}</source>
        <translation>Ступень: {name}</translation>
    </message>
    <message>
        <source>today</source>
        <translation>сегодня</translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation>завтра</translation>
    </message>
    <message>
        <source>Too many columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Total</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Totals and footnotes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two clients at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>until {day}</source>
        <comment>a range of dates</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>up to {value}</source>
        <comment>a range of numbers</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value too long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Visits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VK</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Website</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who sold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>will be added to the note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>will be brought to one form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>will be split at commas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>will be split into three fields</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>will not be kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>with or without the year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes and no in any wording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>вчера</translation>
    </message>
    <message>
        <source>Zero put back into the tax number</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{first} and %n more</source>
        <comment>a list of chosen values, cut</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{sentence} Proposed: {value}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
