<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name></name>
    <message numerus="yes">
        <source>%n a day</source>
        <translation>
            <numerusform>%n a day</numerusform>
            <numerusform>%n a day</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n an hour</source>
        <translation>
            <numerusform>%n an hour</numerusform>
            <numerusform>%n an hour</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n canary clients planted</source>
        <translation>
            <numerusform>%n canary client planted</numerusform>
            <numerusform>%n canary clients planted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cards opened in the week; what is usual is not known yet</source>
        <translation>
            <numerusform>%n card opened in the week; what is usual is not known yet</numerusform>
            <numerusform>%n cards opened in the week; what is usual is not known yet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cells will not be loaded</source>
        <comment>of a column</comment>
        <translation>
            <numerusform>%n cell will not be loaded</numerusform>
            <numerusform>%n cells will not be loaded</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n checks</source>
        <comment>purchases of a client</comment>
        <translation>
            <numerusform>%n check</numerusform>
            <numerusform>%n checks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n checks failed</source>
        <translation>
            <numerusform>%n check failed</numerusform>
            <numerusform>%n checks failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n chosen</source>
        <comment>clients</comment>
        <translation>
            <numerusform>%n chosen</numerusform>
            <numerusform>%n chosen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clients</source>
        <translation>
            <numerusform>%n client</numerusform>
            <numerusform>%n clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clients</source>
        <comment>found</comment>
        <translation>
            <numerusform>%n client</numerusform>
            <numerusform>%n clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clients are exported</source>
        <translation>
            <numerusform>%n client is exported</numerusform>
            <numerusform>%n clients are exported</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clients are house clients no more</source>
        <translation>
            <numerusform>%n client is a house client no more</numerusform>
            <numerusform>%n clients are house clients no more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clients are in the file.</source>
        <translation>
            <numerusform>%n client is in the file.</numerusform>
            <numerusform>%n clients are in the file.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clients are on their way to the printer</source>
        <translation>
            <numerusform>%n client is on the way to the printer</numerusform>
            <numerusform>%n clients are on their way to the printer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clients changed their tier</source>
        <translation>
            <numerusform>%n client changed tier</numerusform>
            <numerusform>%n clients changed tier</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clients deleted for ever</source>
        <translation>
            <numerusform>%n client deleted for ever</numerusform>
            <numerusform>%n clients deleted for ever</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clients fell silent after a leaving</source>
        <translation>
            <numerusform>%n client fell silent after a leaving</numerusform>
            <numerusform>%n clients fell silent after a leaving</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clients fit this condition alone</source>
        <translation>
            <numerusform>%n client fits this condition alone</numerusform>
            <numerusform>%n clients fit this condition alone</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clients marked as house clients</source>
        <translation>
            <numerusform>%n client marked as a house client</numerusform>
            <numerusform>%n clients marked as house clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clients moved to the trash</source>
        <translation>
            <numerusform>%n client moved to the trash</numerusform>
            <numerusform>%n clients moved to the trash</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clients restored</source>
        <translation>
            <numerusform>%n client restored</numerusform>
            <numerusform>%n clients restored</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clients were kept</source>
        <translation>
            <numerusform>%n client was kept</numerusform>
            <numerusform>%n clients were kept</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clients with purchases</source>
        <translation>
            <numerusform>%n client with purchases</numerusform>
            <numerusform>%n clients with purchases</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clients would change</source>
        <translation>
            <numerusform>%n client would change</numerusform>
            <numerusform>%n clients would change</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clients would change their tier</source>
        <translation>
            <numerusform>%n client would change tier</numerusform>
            <numerusform>%n clients would change tier</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clients would get other scores</source>
        <translation>
            <numerusform>%n client would get other scores</numerusform>
            <numerusform>%n clients would get other scores</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n columns</source>
        <translation>
            <numerusform>%n column</numerusform>
            <numerusform>%n columns</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n columns will not be loaded.</source>
        <translation>
            <numerusform>%n column will not be loaded.</numerusform>
            <numerusform>%n columns will not be loaded.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n contacts were shown to you today.</source>
        <translation>
            <numerusform>One contact was shown to you today.</numerusform>
            <numerusform>%n contacts were shown to you today.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n contacts were shown to you today. Say what this one is needed for: the owner reads it in the activity log.</source>
        <translation>
            <numerusform>One contact was shown to you today. Say what this one is needed for: the owner reads it in the activity log.</numerusform>
            <numerusform>%n contacts were shown to you today. Say what this one is needed for: the owner reads it in the activity log.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <comment>a length of time, in full</comment>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <comment>a length of time, short</comment>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days with purchases</source>
        <translation>
            <numerusform>%n day with purchases</numerusform>
            <numerusform>%n days with purchases</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days with purchases or more within {window}</source>
        <translation>
            <numerusform>%n day with purchases or more within {window}</numerusform>
            <numerusform>%n days with purchases or more within {window}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n doubtful pairs wait for a decision. Without one the rows become new clients.</source>
        <translation>
            <numerusform>%n doubtful pair waits for a decision. Without one the row becomes a new client.</numerusform>
            <numerusform>%n doubtful pairs wait for a decision. Without one the rows become new clients.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n empty</source>
        <comment>cells of a column</comment>
        <translation>
            <numerusform>%n empty</numerusform>
            <numerusform>%n empty</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entered</source>
        <comment>a segment</comment>
        <translation>
            <numerusform>%n entered</numerusform>
            <numerusform>%n entered</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entries</source>
        <translation>
            <numerusform>%n entry</numerusform>
            <numerusform>%n entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entries have come since.</source>
        <translation>
            <numerusform>%n entry has come since.</numerusform>
            <numerusform>%n entries have come since.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n gone since it was asked</source>
        <translation>
            <numerusform>%n gone since it was asked</numerusform>
            <numerusform>%n gone since it was asked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in another portfolio now</source>
        <translation>
            <numerusform>%n in another portfolio now</numerusform>
            <numerusform>%n in another portfolio now</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left</source>
        <comment>a segment</comment>
        <translation>
            <numerusform>%n left</numerusform>
            <numerusform>%n left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lines of purchases too.</source>
        <translation>
            <numerusform>And %n line of purchases.</numerusform>
            <numerusform>And %n lines of purchases.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n marked clients</source>
        <translation>
            <numerusform>%n marked client</numerusform>
            <numerusform>%n marked clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n matches</source>
        <comment>clients found</comment>
        <translation>
            <numerusform>%n match</numerusform>
            <numerusform>%n matches</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more may be shown today</source>
        <translation>
            <numerusform>One more may be shown today</numerusform>
            <numerusform>%n more may be shown today</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more values</source>
        <translation>
            <numerusform>%n more value</numerusform>
            <numerusform>%n more values</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them canaries</source>
        <translation>
            <numerusform>%n of them a canary</numerusform>
            <numerusform>%n of them canaries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pairs are not decided: those rows will not come in.</source>
        <translation>
            <numerusform>%n pair is not decided: that row will not come in.</numerusform>
            <numerusform>%n pairs are not decided: those rows will not come in.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows are in the base</source>
        <translation>
            <numerusform>%n row is in the base</numerusform>
            <numerusform>%n rows are in the base</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows are in the base again</source>
        <translation>
            <numerusform>%n row is in the base again</numerusform>
            <numerusform>%n rows are in the base again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows are left out: these buyers are not in the base.</source>
        <translation>
            <numerusform>%n row is left out: this buyer is not in the base.</numerusform>
            <numerusform>%n rows are left out: these buyers are not in the base.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows did not come in</source>
        <translation>
            <numerusform>%n row did not come in</numerusform>
            <numerusform>%n rows did not come in</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tries left</source>
        <translation>
            <numerusform>%n try left</numerusform>
            <numerusform>%n tries left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>after %n minutes</source>
        <translation>
            <numerusform>after %n minute</numerusform>
            <numerusform>after %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n columns are recognised.</source>
        <translation>
            <numerusform>The only column is recognised.</numerusform>
            <numerusform>All %n columns are recognised.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n earlier times</source>
        <translation>
            <numerusform>and %n earlier time</numerusform>
            <numerusform>and %n earlier times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>clients</comment>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And %n more places.</source>
        <translation>
            <numerusform>And %n more place.</numerusform>
            <numerusform>And %n more places.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Ask for %n clients</source>
        <translation>
            <numerusform>Ask for %n client</numerusform>
            <numerusform>Ask for %n clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At least %n characters.</source>
        <translation>
            <numerusform>At least %n character.</numerusform>
            <numerusform>At least %n characters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>at least %n times</source>
        <comment>how often</comment>
        <translation>
            <numerusform>at least %n time</numerusform>
            <numerusform>at least %n times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most %n letters</source>
        <translation>
            <numerusform>At most %n letter</numerusform>
            <numerusform>At most %n letters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>at most %n times</source>
        <comment>how often</comment>
        <translation>
            <numerusform>at most %n time</numerusform>
            <numerusform>at most %n times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Change %n clients</source>
        <comment>a button</comment>
        <translation>
            <numerusform>Change %n client</numerusform>
            <numerusform>Change %n clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Change the tier of %n clients</source>
        <comment>a dialog title</comment>
        <translation>
            <numerusform>Change the tier of %n client</numerusform>
            <numerusform>Change the tier of %n clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Check the %n marked columns.</source>
        <translation>
            <numerusform>Check the %n marked column.</numerusform>
            <numerusform>Check the %n marked columns.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Check the %n marked ones, the rest needs nothing.</source>
        <comment>columns</comment>
        <translation>
            <numerusform>Check the marked one, the rest needs nothing.</numerusform>
            <numerusform>Check the %n marked ones, the rest needs nothing.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>contacts shown in %n days: {shown}</source>
        <translation>
            <numerusform>contacts shown in %n day: {shown}</numerusform>
            <numerusform>contacts shown in %n days: {shown}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n clients</source>
        <comment>a button</comment>
        <translation>
            <numerusform>Delete %n client</numerusform>
            <numerusform>Delete %n clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n clients for ever?</source>
        <translation>
            <numerusform>Delete %n client for ever?</numerusform>
            <numerusform>Delete %n clients for ever?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>exactly %n times</source>
        <comment>how often</comment>
        <translation>
            <numerusform>exactly %n time</numerusform>
            <numerusform>exactly %n times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Export %n clients</source>
        <translation>
            <numerusform>Export %n client</numerusform>
            <numerusform>Export %n clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Frozen: the %n who fit today</source>
        <comment>clients</comment>
        <translation>
            <numerusform>Frozen: the %n client who fits today</numerusform>
            <numerusform>Frozen: the %n clients who fit today</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n days</source>
        <translation>
            <numerusform>in %n day</numerusform>
            <numerusform>in %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in the last %n days</source>
        <comment>when</comment>
        <translation>
            <numerusform>in the last %n day</numerusform>
            <numerusform>in the last %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In the next %n days</source>
        <comment>birthdays</comment>
        <translation>
            <numerusform>Within %n day</numerusform>
            <numerusform>Within %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In the next %n days</source>
        <comment>visits</comment>
        <translation>
            <numerusform>In the next %n day</numerusform>
            <numerusform>In the next %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in the next %n days</source>
        <comment>when</comment>
        <translation>
            <numerusform>in the next %n day</numerusform>
            <numerusform>in the next %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It needs at least %n characters.</source>
        <translation>
            <numerusform>It needs at least %n character.</numerusform>
            <numerusform>It needs at least %n characters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Load %n rows</source>
        <translation>
            <numerusform>Load %n row</numerusform>
            <numerusform>Load %n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>more than %n days ago</source>
        <comment>when</comment>
        <translation>
            <numerusform>more than %n day ago</numerusform>
            <numerusform>more than %n days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %n clients</source>
        <comment>a button</comment>
        <translation>
            <numerusform>Move %n client</numerusform>
            <numerusform>Move %n clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %n clients to a portfolio that you do not read?</source>
        <translation>
            <numerusform>Move %n client to a portfolio that you do not read?</numerusform>
            <numerusform>Move %n clients to a portfolio that you do not read?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Moved to “{name}”: %n clients</source>
        <translation>
            <numerusform>Moved to “{name}”: %n client</numerusform>
            <numerusform>Moved to “{name}”: %n clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Name %n at most: the others can be added later in People and access</source>
        <translation>
            <numerusform>Name %n at most: the others can be added later in People and access</numerusform>
            <numerusform>Name %n at most: the others can be added later in People and access</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Not for %n days</source>
        <comment>a client's absence</comment>
        <translation>
            <numerusform>Not for %n day</numerusform>
            <numerusform>Not for %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>One file of an employee holds %n clients at most.</source>
        <translation>
            <numerusform>One file of an employee holds %n client at most.</numerusform>
            <numerusform>One file of an employee holds %n clients at most.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Print %n clients</source>
        <translation>
            <numerusform>Print %n client</numerusform>
            <numerusform>Print %n clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Recognised {known} of %n columns.</source>
        <translation>
            <numerusform>Recognised {known} of %n column.</numerusform>
            <numerusform>Recognised {known} of %n columns.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Responsible for %n clients: {name}</source>
        <translation>
            <numerusform>Responsible for %n client: {name}</numerusform>
            <numerusform>Responsible for %n clients: {name}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show %n more columns</source>
        <translation>
            <numerusform>Show %n more column</numerusform>
            <numerusform>Show %n more columns</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show all %n clients</source>
        <translation>
            <numerusform>Show all: %n client</numerusform>
            <numerusform>Show all %n clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tag for %n clients</source>
        <comment>a dialog title</comment>
        <translation>
            <numerusform>Tag for %n client</numerusform>
            <numerusform>Tag for %n clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tag put on %n clients: {tag}</source>
        <translation>
            <numerusform>Tag put on %n client: {tag}</numerusform>
            <numerusform>Tag put on %n clients: {tag}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tag removed from %n clients: {tag}</source>
        <translation>
            <numerusform>Tag removed from %n client: {tag}</numerusform>
            <numerusform>Tag removed from %n clients: {tag}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The file is checked: %n rows</source>
        <translation>
            <numerusform>The file is checked: %n row</numerusform>
            <numerusform>The file is checked: %n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the first %n rows</source>
        <translation>
            <numerusform>the first %n row</numerusform>
            <numerusform>the first %n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The latest %n are shown.</source>
        <comment>moves of clients</comment>
        <translation>
            <numerusform>The latest %n is shown.</numerusform>
            <numerusform>The latest %n are shown.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The password needs at least %n characters</source>
        <translation>
            <numerusform>The password needs at least %n character</numerusform>
            <numerusform>The password needs at least %n characters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The same for %n similar pairs</source>
        <translation>
            <numerusform>The same for %n similar pair</numerusform>
            <numerusform>The same for %n similar pairs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The status of %n clients would change</source>
        <translation>
            <numerusform>The status of %n client would change</numerusform>
            <numerusform>The status of %n clients would change</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>These are %n: narrow the list.</source>
        <comment>clients</comment>
        <translation>
            <numerusform>This is %n: narrow the list.</numerusform>
            <numerusform>These are %n: narrow the list.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This is not a whole number: %n digits</source>
        <comment>a phone</comment>
        <translation>
            <numerusform>This is not a whole number: %n digit</numerusform>
            <numerusform>This is not a whole number: %n digits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tier set for %n clients: {tier}</source>
        <translation>
            <numerusform>Tier set for %n client: {tier}</numerusform>
            <numerusform>Tier set for %n clients: {tier}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Too long: at most %n letters</source>
        <translation>
            <numerusform>Too long: at most %n letter</numerusform>
            <numerusform>Too long: at most %n letters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Wait %n s</source>
        <comment>seconds until the next try</comment>
        <translation>
            <numerusform>Wait %n s</numerusform>
            <numerusform>Wait %n s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Wait %n seconds and try again.</source>
        <translation>
            <numerusform>Wait %n second and try again.</numerusform>
            <numerusform>Wait %n seconds and try again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>What was looked at and taken in %n days</source>
        <translation>
            <numerusform>What was looked at and taken in %n day</numerusform>
            <numerusform>What was looked at and taken in %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>You may be shown %n contacts a day.</source>
        <translation>
            <numerusform>You may be shown one contact a day.</numerusform>
            <numerusform>You may be shown %n contacts a day.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>You may be shown %n contacts an hour.</source>
        <translation>
            <numerusform>You may be shown one contact an hour.</numerusform>
            <numerusform>You may be shown %n contacts an hour.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{first} and %n more</source>
        <comment>a list of chosen values, cut</comment>
        <translation>
            <numerusform>{first} and %n more</numerusform>
            <numerusform>{first} and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{goods} and %n more</source>
        <comment>goods of a purchase, cut</comment>
        <translation>
            <numerusform>{goods} and %n more</numerusform>
            <numerusform>{goods} and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{low} to %n times</source>
        <comment>how often</comment>
        <translation>
            <numerusform>{low} to %n time</numerusform>
            <numerusform>{low} to %n times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{names} or %n more</source>
        <comment>a list of values, cut</comment>
        <translation>
            <numerusform>{names} or %n more</numerusform>
            <numerusform>{names} or %n more</numerusform>
        </translation>
    </message>
</context>
</TS>
