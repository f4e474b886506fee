#pragma once

#include <boost/math/policies/policy.hpp>

namespace nameplate {

/// How Boost.Math computes here: in double, because its long double quantile of a beta law fails
/// far out and is ten times slower; what cannot be represented is infinite instead of an exception.
using MathPolicy = boost::math::policies::policy<
    boost::math::policies::promote_double<false>,
    boost::math::policies::overflow_error<boost::math::policies::ignore_error>,
    boost::math::policies::evaluation_error<boost::math::policies::ignore_error>>;

}  // namespace nameplate
