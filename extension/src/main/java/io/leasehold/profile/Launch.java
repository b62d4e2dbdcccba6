package io.leasehold.profile;

/** How a profile's browser is started, whether its session is kept, when it is replaced and how it is checked out. */
record Launch(BrowserSettings browser, SessionKeeping session, Retirement retirement, Tenancy tenancy) {

    Launch forSeats(int seats) {
        return new Launch(browser, session, retirement, tenancy.forSeats(seats));
    }
}
