# The same figures as figures.c, from the same sets, by R: survival's survfit, glm, lm, optim and the distributions of stats.
# What has no function of its own in R is written out from its formula. Rscript figures.R FILE
suppressPackageStartupMessages(library(survival))
options(warn = -1)
z <- qnorm(0.975)

say <- function(set, figure, ...) {
	values <- as.numeric(c(...))
	text <- ifelse(is.finite(values), sprintf("%.17g", values), "NA")
	cat(set$name, figure, text, "\n")
}

# ---- survival ----
say_curve <- function(set, prefix, entry, time, left) {
	fit <- if (all(entry <= 0)) survfit(Surv(time, left) ~ 1, conf.type = "log-log")
		else survfit(Surv(entry, time, left) ~ 1, conf.type = "log-log")
	at <- fit$n.event > 0
	say(set, paste0(prefix, "_times"), fit$time[at])
	say(set, paste0(prefix, "_at_risk"), fit$n.risk[at])
	say(set, paste0(prefix, "_survival"), fit$surv[at])
	say(set, paste0(prefix, "_lower"), fit$lower[at])
	say(set, paste0(prefix, "_upper"), fit$upper[at])
	say(set, paste0(prefix, "_median"), if (any(at)) summary(fit)$table["median"] else NA)
}

of_survival <- function(set) {
	ever <- set$entry < set$time
	entry <- set$entry[ever]; time <- set$time[ever]; left <- set$left[ever]
	say_curve(set, "whole", entry, time, left)
	cuts <- sort(unique(c(entry, time)))
	from <- head(cuts, -1); to <- tail(cuts, -1)
	at_risk <- mapply(function(a, b) sum(entry <= a & time >= b), from, to)
	runs <- rle(at_risk >= 10)
	last <- cumsum(runs$lengths); first <- last - runs$lengths + 1
	days <- ifelse(runs$values, to[last] - from[first], -1)
	best <- which.max(days)
	if (days[best] < 0) {
		say(set, "stretch", -1, -1)
		for (figure in c("times", "at_risk", "survival", "lower", "upper")) say(set, paste0("shown_", figure))
		say(set, "shown_median", NA)
		return()
	}
	start <- from[first[best]]; end <- to[last[best]]
	say(set, "stretch", start, end)
	inside <- time > start & entry < end
	say_curve(set, "shown", pmax(entry, start)[inside], pmin(time, end)[inside], (left & time <= end)[inside])
}

# ---- the hazard model ----
say_fit <- function(set, prefix, coefficient, covariance, likelihood, expected) {
	error <- sqrt(diag(covariance))
	say(set, paste0(prefix, "_coefficient"), coefficient)
	say(set, paste0(prefix, "_error"), error)
	say(set, paste0(prefix, "_covariance"), t(covariance))
	say(set, paste0(prefix, "_likelihood"), likelihood, expected)
	for (j in seq_along(coefficient)[-1]) {
		b <- coefficient[j]; e <- error[j]
		say(set, sprintf("%s_ratio%d", prefix, j - 2), exp(c(b, b - z * e, b + z * e)))
		say(set, sprintf("%s_ratio%d_p", prefix, j - 2), 2 * pnorm(-abs(b / e)))
	}
}

likelihood_of <- function(b, x, y, offset) {
	eta <- drop(x %*% b) + offset
	sum(y * plogis(eta, log.p = TRUE) + (1 - y) * plogis(-eta, log.p = TRUE))
}

# The penalised maximum by optim, then to the last digit by weighted least squares with one row more for each prior.
penalised <- function(x, y, offset) {
	columns <- ncol(x) - 1
	objective <- function(b) sum(b[-1]^2) / 2 - likelihood_of(b, x, y, offset)
	slope <- function(b) c(0, b[-1]) - drop(crossprod(x, y - plogis(drop(x %*% b) + offset)))
	found <- optim(c(qlogis(mean(y)), rep(0, columns)), objective, slope, method = "BFGS",
		control = list(maxit = 1000, reltol = 1e-14))$par
	b <- found
	prior <- cbind(rep(0, columns), diag(1, columns))
	for (i in 1:6) {
		eta <- drop(x %*% b) + offset
		p <- plogis(eta)
		w <- p * (1 - p)
		fit <- lm.wfit(rbind(x, prior), c(eta - offset + (y - p) / w, rep(0, columns)), c(w, rep(1, columns)))
		b <- unname(fit$coefficients)
	}
	if (max(abs(b - found)) > 1e-3) stop("optim and least squares disagree")
	list(b = b, covariance = chol2inv(qr.R(fit$qr))[order(fit$qr$pivot), order(fit$qr$pivot)])
}

of_fit <- function(set) {
	x <- cbind(1, matrix(set$x, ncol = set$columns, byrow = TRUE))
	y <- set$y
	offset <- if (is.null(set$offset)) rep(0, length(y)) else set$offset
	fit <- penalised(x, y, offset)
	say_fit(set, "prior", fit$b, fit$covariance, likelihood_of(fit$b, x, y, offset), sum(plogis(drop(x %*% fit$b) + offset)))
	months <- x[1:3, , drop = FALSE]
	without <- months
	without[, 2] <- 0
	leaving <- function(rows) 1 - prod(1 - plogis(drop(rows %*% fit$b)))
	say(set, "leaving", leaving(months))
	say(set, "push", leaving(months) - leaving(without))
	control <- list(epsilon = 1e-12, maxit = 25)
	plain <- glm(y ~ x - 1, family = binomial, offset = offset, control = control)
	aliased <- anyNA(coef(plain))
	separated <- !aliased && any(abs(plain$linear.predictors) > 15)
	if (!aliased && !separated)                     # once more: errors come from the weights of the step before the last
		plain <- glm(y ~ x - 1, family = binomial, offset = offset, control = control, start = coef(plain))
	say(set, "separated", separated)
	say(set, "aliased", aliased)
	if (!aliased && !separated)
		say_fit(set, "plain", unname(coef(plain)), vcov(plain), as.numeric(logLik(plain)), sum(fitted(plain)))
}

# ---- with and without, before and after ----
of_adjusted <- function(set) {
	d <- data.frame(y = set$y, habit = set$habit, band = factor(set$band), team = set$team)
	d <- d[!is.na(d$y), ]
	both <- tapply(d$habit, d$team, function(h) any(h == 1) && any(h == 0))
	d <- d[as.character(d$team) %in% names(both)[both], ]
	d$team <- factor(d$team)
	groups <- c(if (nlevels(droplevels(d$band)) > 1) "band", if (nlevels(d$team) > 1) "team", "habit")
	enough <- nrow(d) > 0 && sum(d$habit == 1) >= 8 && sum(d$habit == 0) >= 8
	fit <- if (enough) lm(reformulate(groups, "y"), d) else NULL
	enough <- enough && fit$df.residual >= 10 && !is.na(coef(fit)["habit"])
	say(set, "cause", !enough)
	if (!enough) return()
	x <- model.matrix(fit)[, !is.na(coef(fit))]
	bread <- solve(crossprod(x))
	meat <- crossprod(x * (residuals(fit) / sqrt(1 - hatvalues(fit))))
	error <- sqrt((bread %*% meat %*% bread)["habit", "habit"])
	value <- coef(fit)["habit"]
	half <- qt(0.975, fit$df.residual) * error
	say(set, "difference", value, error, value - half, value + half, mean(d$y[d$habit == 1]) - mean(d$y[d$habit == 0]))
	say(set, "counts", fit$df.residual, sum(d$habit == 1), sum(d$habit == 0), nlevels(d$team))
}

of_event <- function(set) {
	people <- length(set$start)
	y <- matrix(set$y, nrow = people, byrow = TRUE)
	mean_of <- function(c, from, to, least) {
		part <- y[, c + (from:to) + 1, drop = FALSE]
		ifelse(rowSums(!is.na(part)) >= least, rowMeans(part, na.rm = TRUE), NA)
	}
	cohorts <- sort(unique(set$start[set$start >= 8 & set$start + 12 < ncol(y)]))
	base <- sapply(cohorts, mean_of, -8, -4, 3)
	recorded <- !is.na(base) & !is.na(sapply(cohorts, mean_of, 1, 12, 8))
	starter <- outer(set$start, cohorts, "==") & recorded
	control <- outer(set$start, cohorts + 12, function(s, c) s < 0 | s > c) & recorded
	changes <- function(from, to) sapply(cohorts, mean_of, from, to, 1) - base
	estimate <- function(d, keep) {
		s <- starter & !is.na(d) & keep; k <- control & !is.na(d) & keep
		use <- colSums(s) > 0 & colSums(k) >= 5
		if (!any(use)) return(NA)
		d[is.na(d)] <- 0
		sum(colSums(d * s)[use] - colSums(s)[use] * (colSums(d * k) / colSums(k))[use]) / sum(colSums(s)[use])
	}
	d <- changes(1, 12)
	usable <- colSums(starter & !is.na(d)) > 0 & colSums(control & !is.na(d)) >= 5
	starters <- sum(rowSums(starter[, usable, drop = FALSE]) > 0); controls <- sum(rowSums(control[, usable, drop = FALSE]) > 0)
	say(set, "counts", starters, controls, sum(usable))
	enough <- starters >= 8 && controls >= 8
	say(set, "cause", !enough)
	if (!enough) return()
	jackknife <- function(d, unit) {
		cells <- (starter | control) & !is.na(d)
		use <- colSums(starter & cells) > 0 & colSums(control & cells) >= 5
		units <- unique(unit[rowSums(cells[, use, drop = FALSE]) > 0])
		theta <- sapply(units, function(u) estimate(d, unit != u))
		theta <- theta[!is.na(theta)]
		g <- length(theta)
		c(sqrt((g - 1) / g * sum((theta - estimate(d, TRUE))^2)), g)
	}
	judge <- function(from, to) {
		d <- changes(from, to)
		value <- estimate(d, TRUE)
		person <- jackknife(d, seq_len(people))
		team <- jackknife(d, set$team)
		of <- function(error, df) if (is.na(value) || df < 1 || !(error > 1e-12)) rep(NA, 4)
			else c(value, error, value + c(-1, 1) * qt(0.975, df) * error)
		by_person <- of(person[1], min(starters, controls) - 1)
		by_team <- of(team[1], team[2] - 1)
		wider <- team[2] >= 5 && !anyNA(by_team) && (anyNA(by_person) || by_team[4] - by_team[3] > by_person[4] - by_person[3])
		list(person = by_person, team = by_team, shown = if (wider) by_team else by_person)
	}
	after <- judge(1, 12)
	before <- judge(-3, -1)$shown
	say(set, "shown", after$shown)
	say(set, "by_person", after$person)
	say(set, "by_team", after$team)
	say(set, "before", before)
	plays <- which(rowSums(starter[, usable, drop = FALSE]) > 0)
	middle <- tapply(set$start[plays], set$team[plays], median)
	near <- sum(abs(set$start[plays] - middle[as.character(set$team[plays])]) <= 2)
	say(set, "flags", !anyNA(before) && (before[3] > 0 || before[4] < 0), 2 * near > starters)
	for (week in -8:12) say(set, paste0("week", week + 8), judge(week, week)$shown)
}

# ---- intervals and tests ----
of_shares <- function(set) for (i in seq_along(set$k)) {
	say(set, paste0("wilson", i - 1), prop.test(set$k[i], set$n[i], correct = FALSE)$conf.int)
	say(set, paste0("garwood", i - 1), poisson.test(set$k[i])$conf.int)
}

of_ratios <- function(set) {
	seen <- set$cw != 0 | set$ww != 0
	part <- set$cw[seen]; w <- set$ww[seen]
	n <- length(w); r <- sum(part) / sum(w)
	error <- sqrt(n / (n - 1) * sum((part - r * w)^2)) / sum(w)
	now <- r + c(-1, 1) * qt(0.975, n - 1) * error
	say(set, "now", now)
	say(set, "share", max(0, now[1]), min(1, now[2]))
	both <- seen | set$cp != 0 | set$wp != 0
	before <- sum(set$cp) / sum(set$wp)
	u <- ((set$cw - r * set$ww) / sum(set$ww) - (set$cp - before * set$wp) / sum(set$wp))[both]
	m <- length(u); se <- sqrt(m / (m - 1) * sum(u^2)); change <- r - before
	say(set, "change", if (m < 5) c(NA, NA) else change + c(-1, 1) * qt(0.975, m - 1) * se)
	say(set, "p", if (m < 5) NA else 2 * pt(-abs(change) / se, m - 1))
	if (is.null(set$cases)) return()
	deff <- max(1, error^2 / (r * (1 - r) / sum(w)))
	effective <- sum(w) / deff * (z / qt(0.975, n - 1))^2
	middle <- (r + z^2 / (2 * effective)) / (1 + z^2 / effective)
	half <- z / (1 + z^2 / effective) * sqrt(r * (1 - r) / effective + z^2 / (4 * effective^2))
	say(set, "clustered", middle - half, middle + half)
}

of_paired <- function(set) for (i in seq_along(set$gained)) {
	a <- set$gained[i]; b <- set$lost[i]; n <- set$n[i]
	half <- z * sqrt(a + b + 1 - (a - b)^2 / (n + 2)) / (n + 2)
	say(set, paste0("limits", i - 1), max(-1, (a - b) / (n + 2) - half), min(1, (a - b) / (n + 2) + half))
	few <- min(a, b)
	say(set, sprintf("limits%d_p", i - 1), if (a + b == 0) 1 else min(1, 2 * pbinom(few, a + b, 0.5) - dbinom(few, a + b, 0.5)))
}

of_expectation <- function(set) for (i in seq_along(set$observed)) {
	o <- set$observed[i]; e <- set$expected[i]
	half <- dpois(o, e) / 2
	say(set, sprintf("mid%d_p", i - 1), min(1, 2 * min(ppois(o, e, lower.tail = FALSE) + half, ppois(o - 1, e) + half)))
}

of_family <- function(set) {
	kept <- p.adjust(set$p, "BH") <= set$q
	say(set, "kept", ifelse(is.na(kept), FALSE, kept))
	known <- set$p[!is.na(set$p)]
	say(set, "phi", if (length(known) < 20) 1 else max(1, median(qnorm(known / 2)^2) / 0.4549364))
	for (i in seq_along(set$p)) {
		say(set, sprintf("t%d_p", i - 1), 2 * pt(qt(set$p[i] / 2, 17) / sqrt(1.8), 17))
		say(set, sprintf("z%d_p", i - 1), 2 * pnorm(qnorm(set$p[i] / 2) / sqrt(1.8)))
	}
}

# ---- what may come, and its record ----
of_track <- function(set) {
	left <- set$left == 1
	m <- sum(left); n <- sum(!left)
	auc <- unname(wilcox.test(set$p[left], set$p[!left], exact = FALSE)$statistic) / (m * n)
	half <- (m + n) / 2 - 1
	off <- function(t) abs(auc - t) - z * sqrt(t * (1 - t) * (1 + half * ((1 - t) / (2 - t) + t / (1 + t))) / (m * n))
	say(set, "auc", if (m < 10) 0 else auc)
	say(set, "newcombe", if (m < 10) c(NA, NA) else c(uniroot(off, c(1e-12, auc), tol = 1e-14)$root, uniroot(off, c(auc, 1 - 1e-12), tol = 1e-14)$root))
	top <- floor(length(left) / 5)
	ranked <- order(set$p, -seq_along(left))
	say(set, "brier", mean((set$p - left)^2), mean((set$base - left)^2), sum(set$p), m * top / length(left))
	groups <- if (m >= 25) 5 else if (m >= 10) 2 else 0
	say(set, "counts", m, top, sum(tail(left[ranked], top)), groups)
	for (g in seq_len(groups)) {
		of <- ranked[(floor((g - 1) * length(left) / groups) + 1):floor(g * length(left) / groups)]
		say(set, paste0("group", g - 1), length(of), sum(set$p[of]), sum(left[of]), poisson.test(sum(left[of]))$conf.int)
	}
}

reaches <- function(pmf, share) which(cumsum(pmf) >= share)[1] - 1

# `uniform`: splitmix64's, made by r.test, for R has no whole numbers of 64 bits.
of_leavers <- function(set) {
	size <- length(set$coefficient)
	x <- matrix(set$x, ncol = size - 1, byrow = TRUE)
	people <- nrow(x) / 3
	normal <- matrix(qnorm(set$uniform), ncol = size + 1, byrow = TRUE)
	move <- normal[, seq_len(size)] %*% chol(matrix(set$covariance, size))
	move[, 1] <- move[, 1] + 0.25 * normal[, size + 1]
	chance <- function(b) 1 - apply(matrix(1 - plogis(cbind(1, x) %*% b), 3), 2, prod)
	draws <- cbind(apply(move, 1, function(m) chance(set$coefficient + m)), apply(move, 1, function(m) chance(set$coefficient - m)))
	pmf <- matrix(0, people + 1, ncol(draws)); pmf[1, ] <- 1
	for (i in seq_len(people)) {
		p <- draws[i, ]
		pmf <- t(t(pmf) * (1 - p)) + rbind(0, t(t(pmf[-(people + 1), , drop = FALSE]) * p))
	}
	average <- rowMeans(pmf)
	point <- chance(set$coefficient)
	say(set, "expected", sum(point))
	say(set, "limits", reaches(average, 0.025), reaches(average, 0.975))
	say(set, "pmf", average)
	say(set, "first", point[1], quantile(draws[1, ], c(0.025, 0.975), type = 1))
}

of_bands <- function(set) {
	whole <- (sum(set$leavers) + 0.5) / sum(set$years)
	size <- 2 + set$leavers
	time <- 2 / whole + set$years
	pmf <- 1
	for (b in 1:4) pmf <- head(convolve(pmf, rev(dnbinom(0:200, size[b], time[b] / (time[b] + set[["next"]][b]))), type = "open"), 201)
	say(set, "rates", size / time)
	say(set, "expected", whole, sum(size / time * set[["next"]]))
	say(set, "limits", reaches(pmf, 0.025), reaches(pmf, 0.975))
	say(set, "pmf", pmf)
}

set <- NULL
for (line in readLines(commandArgs(TRUE)[1])) {
	words <- strsplit(line, " ", fixed = TRUE)[[1]]
	if (words[1] == "set") set <- list(kind = words[2], name = words[3])
	else if (words[1] == "end") get(paste0("of_", set$kind))(set)
	else set[[words[1]]] <- as.numeric(words[-(1:2)])
}
