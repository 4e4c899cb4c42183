<?php
/**
 * How Framme is asked: never before the shop is connected, never long, never twice in vain.
 *
 * @package Framme
 */

require_once __DIR__ . '/ShopperTestCase.php';

final class ClientTest extends ShopperTestCase {

	private function get( string $path = 'orders', array $query = array( 'ids' => '31' ), int $fresh_for = 60 ): Framme_Answer {
		return Framme_Client::for_page()->get( $path, $query, $fresh_for );
	}

	/**
	 * Keep an answer as if it had been heard a while ago.
	 */
	private function heard_earlier( int $seconds, array $body = array( 'orders' => array() ) ): void {
		$query = array( 'ids' => '31', 'lang' => determine_locale() );
		Framme_Cache::keep( 'orders', $query, new Framme_Answer( 200, $body, time() - $seconds ) );
	}

	public function test_nothing_is_sent_before_the_merchant_has_connected(): void {
		$this->assertSame( 0, $this->get()->status );
		$this->assertSame( 0, Framme_Client::for_merchant()->get( 'status', array(), 0 )->status );
		$this->assertSame( 0, Framme_Client::for_look_up()->post( 'look-up', array( 'number' => '1' ) )->status );
		$this->assertSame( array(), $this->asked );
	}

	public function test_a_question_is_signed_and_goes_to_framme_alone(): void {
		$this->connect();
		$this->answer( self::FRAMME . 'orders', 200, array( 'orders' => array() ) );
		$this->assertTrue( $this->get()->is_good() );
		list( $asked ) = $this->asked;
		$this->assertSame( self::FRAMME . 'orders?ids=31&lang=en_US', $asked['url'] );
		$this->assertMatchesRegularExpression( '/^Bearer [\w-]+\.[\w-]+\.[\w-]+$/', $asked['args']['headers']['Authorization'] );
		$this->assertSame( 0, $asked['args']['redirection'] );
		$this->assertSame( Framme_Wire::MOST_BYTES, $asked['args']['limit_response_size'] );
		$this->assertLessThanOrEqual( 300, $asked['args'][ Framme_Wire::TIME ] );
	}

	public function test_a_fresh_answer_is_not_asked_for_again(): void {
		$this->connect();
		$this->answer( self::FRAMME . 'orders', 200, array( 'orders' => array() ) );
		$this->get();
		$this->assertTrue( $this->get()->is_good() );
		$this->assertCount( 1, $this->asked );
	}

	public function test_an_old_answer_is_asked_for_again(): void {
		$this->connect();
		$this->heard_earlier( 61 );
		$this->answer( self::FRAMME . 'orders', 200, array( 'orders' => array( 'new' ) ) );
		$this->assertSame( array( 'new' ), $this->get()->body['orders'] );
		$this->assertSame( array( 'new' ), $this->get()->body['orders'] );
		$this->assertCount( 1, $this->asked );
	}

	public function test_other_orders_another_language_and_another_connection_are_other_questions(): void {
		$this->connect();
		$this->answer( self::FRAMME . 'orders', 200, array( 'orders' => array() ) );
		$this->get();
		$this->get( 'orders', array( 'ids' => '32' ) );
		$this->assertCount( 2, $this->asked );
		$this->in_language( 'sv_SE' );
		$this->get();
		$this->assertSame( 'sv_SE', $this->asked_with( 2 )['lang'] );
		Framme_Options::connect( 'https://track.example', '7', str_repeat( 'n', 43 ) );
		$this->get();
		$this->assertCount( 4, $this->asked );
	}

	public function test_when_framme_is_away_what_was_heard_is_shown_with_its_age(): void {
		$this->connect();
		$this->heard_earlier( 7200 );
		$this->framme_is_away();
		$answer = $this->get();
		$this->assertTrue( $answer->is_good() && $answer->stale );
		$this->assertEqualsWithDelta( 7200, $answer->age(), 5 );
	}

	public function test_what_was_heard_more_than_twelve_hours_ago_is_not_shown(): void {
		$this->connect();
		$this->heard_earlier( 12 * HOUR_IN_SECONDS + 1 );
		$this->framme_is_away();
		$this->assertSame( 0, $this->get()->status );
	}

	public function test_after_a_failure_no_page_asks_for_a_minute(): void {
		$this->connect();
		$this->framme_is_away();
		$this->get();
		$this->get( 'orders', array( 'ids' => '32' ) );
		Framme_Client::for_look_up()->post( 'look-up', array( 'number' => '1' ) );
		$this->assertCount( 1, $this->asked );
	}

	public function test_a_merchant_may_ask_at_any_time_and_pages_ask_again_when_it_goes_well(): void {
		$this->connect();
		$this->framme_is_away();
		$this->get();
		$this->answer_by( null );
		$this->answer( self::FRAMME, 200, array( 'orders' => array() ) );
		$this->assertTrue( Framme_Client::for_merchant()->get( 'status', array(), 0 )->is_good() );
		$this->assertTrue( $this->get()->is_good() );
		$this->assertSame( 5000, $this->asked[1]['args'][ Framme_Wire::TIME ] );
	}

	/**
	 * @dataProvider failures
	 */
	public function test_anything_else_than_an_answer_is_a_failure( $answer ): void {
		$this->connect();
		$this->heard_earlier( 100 );
		$this->answer_by(
			static function () use ( $answer ) {
				return array( 'headers' => array( 'content-type' => $answer[1] ), 'body' => $answer[2], 'response' => array( 'code' => $answer[0], 'message' => '' ), 'cookies' => array(), 'filename' => null );
			}
		);
		$this->assertTrue( $this->get()->stale );
		$this->assertTrue( Framme_Breaker::is_open() );
	}

	public function failures(): array {
		return array(
			'a page instead of JSON'  => array( array( 200, 'text/html', '{"orders":[]}' ) ),
			'JSON that is cut off'    => array( array( 200, 'application/json', '{"orders":[' ) ),
			'JSON that is no object'  => array( array( 200, 'application/json', '"hello"' ) ),
			'nested too deeply'       => array( array( 200, 'application/json', str_repeat( '[', 99 ) . str_repeat( ']', 99 ) ) ),
			'a way elsewhere'         => array( array( 302, 'application/json', '{}' ) ),
			'a broken server'         => array( array( 500, 'application/json', '{"error":"x"}' ) ),
			'a secret that is no good' => array( array( 401, 'application/json', '{"error":"x"}' ) ),
			'too many questions'      => array( array( 429, 'application/json', '{"error":"x"}' ) ),
		);
	}

	public function test_why_the_secret_is_no_good_can_be_read(): void {
		$this->connect();
		$this->answer( self::FRAMME, 401, array( 'error' => 'The clock is wrong.' ) );
		$this->assertSame( 'The clock is wrong.', Framme_Client::for_merchant()->get( 'status', array(), 0 )->error() );
	}

	public function test_that_an_order_is_unknown_is_remembered_for_a_minute_and_is_no_failure(): void {
		$this->connect();
		$this->answer( self::FRAMME . 'order', 404, array( 'error' => 'Unknown.' ) );
		$this->get( 'order', array( 'id' => '31' ) );
		$this->assertSame( 404, $this->get( 'order', array( 'id' => '31' ), 3600 )->status );
		$this->assertCount( 1, $this->asked );
		$this->assertFalse( Framme_Breaker::is_open() );
	}

	public function test_what_is_fresh_for_an_hour_is_asked_again_after_a_minute_if_there_was_none(): void {
		$this->connect();
		Framme_Cache::keep( 'words', array( 'lang' => 'en_US' ), new Framme_Answer( 404, array(), time() - 61 ) );
		$this->answer( self::FRAMME . 'words', 200, array( 'words' => array() ) );
		$this->assertTrue( $this->get( 'words', array(), 3600 )->is_good() );
	}

	public function test_another_page_has_just_waited_in_vain(): void {
		$this->connect();
		set_transient( Framme_Breaker::NAME, time() + 60, 60 );
		$this->get();
		$this->assertSame( array(), $this->asked );
		delete_transient( Framme_Breaker::NAME );
		$this->get();
		$this->assertCount( 1, $this->asked );
	}

	public function test_a_shopper_who_tries_too_often_does_not_stop_the_shop(): void {
		$this->connect();
		$this->answer( self::FRAMME . 'look-up', 429, array( 'error' => 'Later.' ) );
		$this->assertSame( 'Later.', Framme_Client::for_look_up()->post( 'look-up' )->error() );
		$this->assertFalse( Framme_Breaker::is_open() );
	}

	public function test_what_is_posted_stands_in_no_address_and_is_not_kept(): void {
		$this->connect();
		$this->answer( self::FRAMME . 'look-up', 200, array( 'order' => array() ) );
		foreach ( array( 1, 2 ) as $ignored ) {
			Framme_Client::for_look_up()->post( 'look-up', array( 'number' => '#1', 'proof' => 'me@mail.example' ) );
		}
		$this->assertCount( 2, $this->asked );
		$this->assertSame( self::FRAMME . 'look-up', $this->asked[0]['url'] );
		$this->assertSame( array( 'number' => '#1', 'proof' => 'me@mail.example', 'lang' => 'en_US' ), $this->asked[0]['args']['body'] );
	}

	public function test_all_questions_of_a_page_share_one_budget(): void {
		$this->connect();
		$this->answer_by(
			static function () {
				usleep( 200000 );
				return pretend_answer( 200, '{"orders":[]}', array( 'content-type' => 'application/json' ) );
			}
		);
		foreach ( array( '1', '2', '3', '4' ) as $id ) {
			$this->get( 'orders', array( 'ids' => $id ) );
		}
		$this->assertCount( 2, $this->asked );
		$this->assertLessThanOrEqual( 100, $this->asked[1]['args'][ Framme_Wire::TIME ] );
		$this->assertFalse( Framme_Breaker::is_open(), 'having no time is not a failure of Framme' );
	}

	public function test_a_shop_far_away_can_allow_more(): void {
		$this->connect();
		add_filter(
			'framme_page_budget',
			static function (): int {
				return 800;
			}
		);
		$this->answer( self::FRAMME, 200, array() );
		$this->get();
		$this->assertSame( 800, $this->asked[0]['args'][ Framme_Wire::TIME ] );
	}

	public function test_what_a_page_could_not_wait_for_is_there_for_the_next(): void {
		$this->connect();
		$this->framme_is_away();
		$this->assertSame( 0, $this->get()->status );
		$this->get();
		$this->answer_by( null );
		$this->answer( self::FRAMME . 'orders', 200, array( 'orders' => array() ) );
		$this->run_schedule();
		$this->assertTrue( $this->get()->is_good() );
		$this->assertCount( 2, $this->asked, 'one in vain, one in the background' );
		$this->assertSame( 5000, $this->asked[1]['args'][ Framme_Wire::TIME ] );
	}

	public function test_the_background_asks_nothing_that_changes_something(): void {
		$this->connect();
		do_action( Framme_Background::EVENT, 'disconnect', array() );
		$this->assertSame( array(), $this->asked );
	}

	public function test_deactivating_leaves_nothing_waiting(): void {
		$this->connect();
		$this->framme_is_away();
		$this->get();
		Framme_Plugin::deactivated();
		$this->answer_by( null );
		$this->run_schedule();
		$this->assertCount( 1, $this->asked );
	}
}
