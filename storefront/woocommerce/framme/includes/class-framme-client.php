<?php
/**
 * Asks Framme how orders go, and lets no shopper wait for it. It never throws, and it sends nothing
 * before the merchant has connected the shop.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * What is fresh is not asked again; what is old is shown when nothing newer is to be had; after a
 * failure no page asks for a minute.
 */
final class Framme_Client {

	const FRESH_ORDERS = 60;
	const FRESH_WORDS  = HOUR_IN_SECONDS;

	/** How long a shopper who has sent the form may wait, and a merchant; in milliseconds. */
	const OF_A_LOOK_UP  = 2000;
	const OF_A_MERCHANT = 5000;

	/**
	 * Milliseconds for one request; 0: what is left of the page's budget.
	 *
	 * @var int
	 */
	private $time;

	/**
	 * Whether a failure of another page is a reason not to ask.
	 *
	 * @var bool
	 */
	private $heeds_failures;

	/**
	 * Take how long may be waited.
	 *
	 * @param int  $time           Milliseconds for one request; 0: what is left of the page's budget.
	 * @param bool $heeds_failures Whether a failure of another page is a reason not to ask.
	 */
	private function __construct( int $time, bool $heeds_failures ) {
		$this->time           = $time;
		$this->heeds_failures = $heeds_failures;
	}

	/**
	 * Return the client for pages and mails: 300 milliseconds for all that one page asks.
	 */
	public static function for_page(): self {
		return new self( 0, true );
	}

	/**
	 * Return the client for a shopper who has sent the look-up form and waits for its answer.
	 */
	public static function for_look_up(): self {
		return new self( self::OF_A_LOOK_UP, true );
	}

	/**
	 * Return the client for merchants, the command line and the background: 5 seconds a request.
	 */
	public static function for_merchant(): self {
		return new self( self::OF_A_MERCHANT, false );
	}

	/**
	 * Ask for something; what is fresh enough comes from what we have.
	 *
	 * @param string                $path      Below /shop-api/v1/, such as "orders".
	 * @param array<string, string> $query     With what; never who somebody is. The language is added.
	 * @param int                   $fresh_for In seconds; 0: ask in any case.
	 */
	public function get( string $path, array $query = array(), int $fresh_for = self::FRESH_ORDERS ): Framme_Answer {
		if ( ! Framme_Options::connected() ) {
			return Framme_Answer::none();
		}
		$query += array( 'lang' => determine_locale() );
		$kept   = Framme_Cache::read( $path, $query );
		// An order that was not known may be known a minute later, whatever else is fresh for longer.
		if ( $kept && $kept->age() < ( $kept->is_good() ? $fresh_for : min( $fresh_for, self::FRESH_ORDERS ) ) ) {
			return $kept;
		}
		$heard = $this->ask( 'GET', $path, $query, null );
		if ( $heard->is_final() ) {
			Framme_Cache::keep( $path, $query, $heard );
			return $heard;
		}
		return $kept && $kept->is_good() ? $kept->as_stale() : $heard;
	}

	/**
	 * Tell or ask something that no address may carry. Nothing of it is kept.
	 *
	 * @param string                $path Below /shop-api/v1/, such as "look-up".
	 * @param array<string, string> $form What is posted. The language is added.
	 */
	public function post( string $path, array $form = array() ): Framme_Answer {
		if ( ! Framme_Options::connected() ) {
			return Framme_Answer::none();
		}
		return $this->ask( 'POST', $path, array(), $form + array( 'lang' => determine_locale() ) );
	}

	/**
	 * Ask if there is time and no reason against it, and note how it went.
	 *
	 * @param string                     $method GET or POST.
	 * @param string                     $path   Below /shop-api/v1/.
	 * @param array<string, string>      $query  In the address.
	 * @param array<string, string>|null $form   In the body.
	 */
	private function ask( string $method, string $path, array $query, ?array $form ): Framme_Answer {
		$time = $this->time ? $this->time : Framme_Budget::left();
		if ( 0 === $time || ( $this->heeds_failures && Framme_Breaker::is_open() ) ) {
			return Framme_Answer::none();
		}
		$begun = microtime( true );
		$heard = Framme_Wire::ask( $method, $path, $query, $form, $time );
		Framme_Budget::spend( (int) ceil( 1000 * ( microtime( true ) - $begun ) ) );
		$failed = self::is_failure( $heard, $method );
		$failed ? Framme_Breaker::open() : Framme_Breaker::close();
		if ( 0 === $heard->status && 'GET' === $method && $this->heeds_failures ) {
			Framme_Background::ask_later( $path, $query );
		}
		return $heard;
	}

	/**
	 * Say whether an answer means that the next page would only wait in vain.
	 *
	 * @param Framme_Answer $heard  What was answered.
	 * @param string        $method GET or POST: who posts too often is one shopper, not the shop.
	 */
	private static function is_failure( Framme_Answer $heard, string $method ): bool {
		$answers = array( 200, 400, 404, 422 );
		if ( 'POST' === $method ) {
			$answers[] = 429;
		}
		return ! in_array( $heard->status, $answers, true );
	}
}
