package io.leasehold.profile;

/** How a profile's browser is started or reached, whether its session is kept, when it is replaced, how it is checked out. */
record Launch(BrowserSettings browser, SessionKeeping session, Retirement retirement, Tenancy tenancy, Reach reach) {

    Launch forSeats(int seats) {
        return new Launch(browser, session, retirement, tenancy.forSeats(seats), reach);
    }
}
